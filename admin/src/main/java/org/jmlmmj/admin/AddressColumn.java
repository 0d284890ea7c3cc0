package org.jmlmmj.admin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the column of a table that holds mail addresses, by its title. Stateless, so thread-safe. */
final class AddressColumn {
    /** The surest first: in many tables "address" is where somebody lives. */
    private static final List<String> TITLES = List.of(
            "email", "emailaddress", "mailaddress", "mail", "emailadresse", "mailadresse", "subscriber", "address");

    private AddressColumn() {}

    /** The number of the column, from 0; empty if no title names one. */
    static Optional<Integer> in(List<String> titles) {
        List<String> plain = titles.stream().map(AddressColumn::plain).toList();
        return TITLES.stream().map(plain::indexOf).filter(column -> column >= 0).findFirst();
    }

    /** {@code E-Mail Address} is {@code emailaddress}. */
    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    }
}
