package org.jmlmmj.core.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.spool.RandomNames;

/**
 * The values that every text has (spec 06 §15): the list's name, domain and addresses, and six random strings, made when they are
 * first asked for and then the same for one mail. Not thread-safe.
 */
public final class ListValues implements Function<String, Optional<String>> {
    private final ListAddress list;
    private final RandomNames names;
    private final Map<String, String> randoms = new HashMap<>();

    private ListValues(ListAddress list, RandomNames names) {
        this.list = list;
        this.names = names;
    }

    /** The values for one mail of a list. */
    public static ListValues of(ListAddress list, RandomNames names) {
        return new ListValues(list, names);
    }

    @Override
    public Optional<String> apply(String name) {
        return switch (name) {
            case "list" -> Optional.of(list.name());
            case "list+" -> Optional.of(list.name() + list.delimiter());
            case "domain" -> Optional.of(list.domain());
            case "listaddr" -> Optional.of(list.address().value());
            case "random0", "random1", "random2", "random3", "random4", "random5" ->
                Optional.of(randoms.computeIfAbsent(name, any -> names.next()));
            default -> command(name).map(command -> list.name() + list.delimiter() + command + "@" + list.domain());
        };
    }

    /** The addresses that old texts name in full. */
    private static Optional<String> command(String name) {
        return switch (name) {
            case "listowner" -> Optional.of("owner");
            case "helpaddr" -> Optional.of("help");
            case "faqaddr" -> Optional.of("faq");
            case "listgetN" -> Optional.of("get-N");
            // The last of each three were meant for a feature that no version has (spec 06 §17.4).
            case "listsubaddr", "listsubreleaseaddr" -> Optional.of("subscribe");
            case "digestsubaddr", "digestsubreleaseaddr" -> Optional.of("subscribe-digest");
            case "nomailsubaddr", "nomailsubreleaseaddr" -> Optional.of("subscribe-nomail");
            case "listunsubaddr" -> Optional.of("unsubscribe");
            case "digestunsubaddr" -> Optional.of("unsubscribe-digest");
            case "nomailunsubaddr" -> Optional.of("unsubscribe-nomail");
            default -> Optional.empty();
        };
    }
}
