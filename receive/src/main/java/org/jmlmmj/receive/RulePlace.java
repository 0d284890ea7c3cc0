package org.jmlmmj.receive;

/**
 * Where an access rule stands. Immutable and thread-safe.
 *
 * @param number counts the lines that are not empty, from 0
 * @param line counts all lines of {@code control/access}, from 1
 * @param text the line, every character one octet
 */
record RulePlace(int number, int line, String text) {
    /** For log lines: number, line and the beginning of the text. */
    @Override
    public String toString() {
        return "rule #" + number + " (control/access, line " + line + ": " + OctetText.quoted(text) + ")";
    }
}
