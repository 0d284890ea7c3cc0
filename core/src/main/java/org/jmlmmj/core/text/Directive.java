package org.jmlmmj.core.text;

import java.io.IOException;

/**
 * What stands between two {@code %} or two {@code $} of a list text, ready to be carried out. Whether it can be carried out may
 * depend on the mail. Immutable and thread-safe.
 *
 * @param action what it does
 * @param isConditional whether it is carried out also where a false condition suppresses everything else
 * @param needsWholeLine whether the line may have to be put out several times, once per item
 */
record Directive(Action action, boolean isConditional, boolean needsWholeLine) {
    /** What became of a directive. */
    enum Outcome {
        /** Carried out; the line goes on behind it. */
        DONE,
        /** Means nothing in this mail: its sign is ordinary text, and so is what follows. */
        LITERAL,
        /** Could not be carried out, and the log knows why; its sign is ordinary text, and so is what follows. */
        FAILED,
        /** Carried out; the rest of the line is dropped unread. */
        LINE_DONE
    }

    /** Carries out a directive. */
    @FunctionalInterface
    interface Action {
        Outcome apply(Rendering rendering) throws IOException;
    }

    /** A directive about conditions. */
    static Directive conditional(Action action) {
        return new Directive(action, true, false);
    }

    /** A directive that is carried out where it stands. */
    static Directive of(Action action) {
        return new Directive(action, false, false);
    }

    /** A directive that stands for items, or may stand for text that holds such a directive. */
    static Directive ofWholeLine(Action action) {
        return new Directive(action, false, true);
    }

    /** A directive that changes how lines are laid out. */
    static Directive layout(Piece piece) {
        return of(rendering -> {
            rendering.put(piece);
            return Outcome.DONE;
        });
    }
}
