package org.jmlmmj.admin.api;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jmlmmj.admin.lists.ListPlaces;
import org.jmlmmj.core.address.EmailAddress;

/** The parts of paths that are no fixed words. What they do not accept leads nowhere (spec 09 D10). */
enum PathPart {
    /** The address of a list. */
    LIST {
        @Override
        Optional<String> accept(String decoded) {
            return ListPlaces.address(decoded).map(EmailAddress::value);
        }
    },
    /** The address of a person. */
    SUBSCRIBER {
        @Override
        Optional<String> accept(String decoded) {
            return EmailAddress.parse(decoded.strip())
                    .filter(address -> !address.isQuoted())
                    .filter(address -> !CLIMBING.matcher(address.value()).find())
                    .map(address -> address.lowerCase().value());
        }
    },
    /** A domain of lists. */
    DOMAIN {
        @Override
        Optional<String> accept(String decoded) {
            return Optional.of(decoded.toLowerCase(Locale.ROOT)).filter(ListPlaces::isDomain);
        }
    };

    /** Files are named after the first character, so an address that looks like a way out of the list is none (spec 09 D10). */
    private static final Pattern CLIMBING = Pattern.compile("^[./]|\\.\\./|/\\.\\.|@\\.|@.*/");

    /** The text in its normal form; empty if it is none. */
    abstract Optional<String> accept(String decoded);

    /** How it is written in the template of a path. */
    String template() {
        return "{" + name().toLowerCase(Locale.ROOT) + "}";
    }
}
