package org.jmlmmj.admin.lists;

import java.util.List;
import java.util.Optional;

/**
 * What a request came to. Immutable and thread-safe if its data is.
 *
 * @param data texts, lists and maps of them; empty if there is nothing to say
 * @param warnings what was ignored or taken differently, for a person
 */
public record Reply(Optional<Object> data, List<String> warnings) {
    /** Copies what it is given. */
    public Reply {
        warnings = List.copyOf(warnings);
    }

    /** Done. */
    public static Reply done() {
        return new Reply(Optional.empty(), List.of());
    }

    /** Done, with warnings. */
    public static Reply done(List<String> warnings) {
        return new Reply(Optional.empty(), warnings);
    }

    /** An answer. */
    public static Reply of(Object data) {
        return new Reply(Optional.of(data), List.of());
    }
}
