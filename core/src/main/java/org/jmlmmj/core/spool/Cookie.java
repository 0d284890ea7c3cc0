package org.jmlmmj.core.spool;

import java.util.Optional;
import org.jmlmmj.core.address.Ascii;

/**
 * The secret in an address that confirms, releases or permits something; also the name of the file that it stands for.
 * Exactly 16 hexadecimal digits, and from lists of the 1.3 series perhaps a hyphen and an address in the form {@code
 * USER=HOST} (spec 01 §8.7). Nothing else gets this far, so that no {@code ../}, {@code .omit} or {@code .sending} can be
 * reached through a mail (spec 01 §8.5). Immutable and thread-safe.
 *
 * @param value the file name, in lower case
 */
public record Cookie(String value) {
    private static final int DIGITS = 16;

    /** Checks the form. */
    public Cookie {
        if (!isCookie(value)) {
            throw new IllegalArgumentException("no cookie: " + value);
        }
    }

    /** The cookie in a text, in any case; empty if the text has another form. */
    public static Optional<Cookie> parse(String text) {
        String value = Ascii.lowerCase(text);
        return isCookie(value) ? Optional.of(new Cookie(value)) : Optional.empty();
    }

    private static boolean isCookie(String value) {
        if (value.length() < DIGITS || !RandomNames.isName(value.substring(0, DIGITS))) {
            return false;
        }
        return value.length() == DIGITS || isAddressPart(value.substring(DIGITS));
    }

    /** A hyphen and an encoded address that can be part of a file name. */
    private static boolean isAddressPart(String text) {
        boolean form = text.startsWith("-") && text.indexOf('=') > 1 && !text.endsWith("=") && text.length() <= 200;
        return form && text.chars().allMatch(c -> c > ' ' && c != '/' && c != 127 && !Character.isISOControl(c));
    }

    /** Whether this is only the random part, as cookies of posts and subscription requests are. */
    public boolean isPlain() {
        return value.length() == DIGITS;
    }

    @Override
    public String toString() {
        return value;
    }
}
