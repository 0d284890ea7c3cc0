package org.jmlmmj.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The conditions that are open at one place of a text, and whether they suppress what stands there (spec 06 §8). Conditions
 * inside a suppressed region only count for nesting. Not thread-safe.
 */
final class Conditions {
    private static final int NOTHING = -1;

    /**
     * An open condition.
     *
     * @param place where it was opened
     * @param hadElse whether an {@code %else%} came since
     */
    private record Open(String place, boolean hadElse) {}

    private final List<Open> open = new ArrayList<>();
    private int suppressor = NOTHING;

    /** Whether the text here is not to be shown. */
    boolean isSuppressed() {
        return suppressor != NOTHING;
    }

    /** Opens a condition; {@code holds} is true if it stands in a suppressed region. */
    void begin(boolean holds, String place) {
        open.add(new Open(place, false));
        if (!holds) {
            suppressor = open.size() - 1;
        }
    }

    /** Turns the innermost condition into its opposite; false if none is open. */
    boolean invert() {
        int last = open.size() - 1;
        if (last < 0) {
            return false;
        }
        if (suppressor == last) {
            suppressor = NOTHING;
        } else if (suppressor == NOTHING) {
            suppressor = last;
        }
        open.set(last, new Open(open.get(last).place(), true));
        return true;
    }

    /** What closing a condition means for the text before it. */
    enum Closed {
        /** No condition was open. */
        NONE,
        /** Nothing. */
        PLAIN,
        /** It was false and had no other part, so that an empty line before it disappears (spec 06 §9). */
        LEAVES_NOTHING
    }

    /** Closes the innermost condition. */
    Closed end() {
        int last = open.size() - 1;
        if (last < 0) {
            return Closed.NONE;
        }
        Open closed = open.remove(last);
        if (suppressor != last) {
            return Closed.PLAIN;
        }
        suppressor = NOTHING;
        return closed.hadElse() ? Closed.PLAIN : Closed.LEAVES_NOTHING;
    }

    /** Where the innermost condition that is still open was opened. */
    Optional<String> unclosed() {
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(open.get(open.size() - 1).place());
    }
}
