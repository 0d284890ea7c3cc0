package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;

/** Watches that new text does not look like a boundary. Stateless, so thread-safe. */
final class Separators {
    private Separators() {}

    /**
     * Whether a line begins with a boundary line. A poster who knows the footer could choose a boundary that occurs in it, and
     * so have the list cut the mail in two; some programs do not look beyond the length of the boundary (RFC 2046 §5.1.1).
     */
    static boolean isLineOf(byte[] text, String separator) {
        String lines = "\n" + new String(text, StandardCharsets.ISO_8859_1);
        return lines.contains("\n" + separator);
    }
}
