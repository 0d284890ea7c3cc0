package org.jmlmmj.core.text;

import java.util.Optional;

/**
 * A part of a line that was read once and for all. Immutable and thread-safe.
 *
 * @param kind what it is
 * @param from where it begins in the line
 * @param to where it ends
 * @param directive of a sign: what it opens, if the line has another such sign behind it and the words between mean something
 * @param after of a sign: the number of the token behind the closing sign
 */
record Token(Kind kind, int from, int to, Optional<Directive> directive, int after) {
    /** What a token is. */
    enum Kind {
        /** Ordinary text. */
        TEXT,
        /** One {@code %} or {@code $}. */
        SIGN,
        /** {@code \} and a space: a space at which no line is broken. */
        FIXED_SPACE,
        /** {@code \/}: a line may be broken here. */
        BREAK,
        /** {@code \=}: no line may be broken here. */
        NO_BREAK,
        /** {@code \\}: a backslash. */
        BACKSLASH,
        /** A backslash before anything else, which means nothing. */
        NOTHING,
        /** The line ends here and another one begins. */
        LINE_BREAK
    }

    static Token of(Kind kind, int from, int to) {
        return new Token(kind, from, to, Optional.empty(), 0);
    }

    /** This sign with what it opens. */
    Token opening(Optional<Directive> found, int next) {
        return new Token(kind, from, to, found, next);
    }
}
