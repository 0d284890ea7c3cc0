package org.jmlmmj.core.message;

/** What does not count when texts are compared. Stateless, so thread-safe. */
final class WhiteSpace {
    private WhiteSpace() {}

    static boolean is(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\ufeff' || Character.isWhitespace(c);
    }
}
