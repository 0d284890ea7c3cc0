package org.jmlmmj.admin.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;

/**
 * What the command line asks for, behind the action. Immutable and thread-safe.
 *
 * @param mail the list, or the subscriber, in lower case
 * @param arguments everything behind it
 */
record Order(String mail, List<String> arguments) {
    Order {
        arguments = List.copyOf(arguments);
    }

    /** The arguments with an equals sign that are no addresses, which may have one, too. */
    Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0 && !isAddress(argument)) {
                form.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return form;
    }

    /** All arguments with an equals sign, whatever the value looks like: {@code owner=ann@example.org} is an address as well. */
    Map<String, String> profile() {
        Map<String, String> profile = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                profile.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return profile;
    }

    /** The arguments that are addresses, in lower case, each once. */
    Set<String> addresses() {
        Set<String> addresses = new LinkedHashSet<>();
        for (String argument : arguments) {
            EmailAddress.parse(argument.strip())
                    .ifPresent(address -> addresses.add(address.lowerCase().value()));
        }
        return addresses;
    }

    /** The arguments that are neither addresses nor have an equals sign. */
    List<String> others() {
        List<String> others = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.indexOf('=') <= 0 && !isAddress(argument)) {
                others.add(argument);
            }
        }
        return others;
    }

    private static boolean isAddress(String argument) {
        return EmailAddress.parse(argument.strip()).isPresent();
    }
}
