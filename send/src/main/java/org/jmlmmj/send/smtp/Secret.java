package org.jmlmmj.send.smtp;

/**
 * A line with a password in it, which no log and no message may show. Immutable and thread-safe.
 *
 * @param line without CR LF
 */
record Secret(String line) {
    @Override
    public String toString() {
        return "secret";
    }
}
