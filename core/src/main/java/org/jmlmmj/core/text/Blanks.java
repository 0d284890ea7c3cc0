package org.jmlmmj.core.text;

/** Spaces and tabs, the only characters that count as white space in a list text. Stateless, so thread-safe. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether there is nothing else between the two places. */
    static boolean fill(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
