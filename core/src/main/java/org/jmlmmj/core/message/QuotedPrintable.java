package org.jmlmmj.core.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes text in quoted-printable (RFC 2045 §6.7). mime4j can do that too, but it turns line ends into CR LF and cannot put
 * text between other text. Stateless, so thread-safe.
 */
final class QuotedPrintable {
    private QuotedPrintable() {}

    /**
     * Encodes text for a place between other encoded text, which continues on a line of its own if this ends with a line end.
     *
     * @param before the encoded octets in front of that place
     */
    static byte[] insertion(byte[] before, byte[] text, LineEnd lineEnd) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(text.length + 16);
        int size = before.length;
        int visible = size;
        while (visible > 0 && isBlank(before[visible - 1])) {
            visible--;
        }
        if (visible > 0 && before[visible - 1] == '=') {
            // The text broke off in a soft line break, which would swallow the next line end.
            encoded.writeBytes(lineEnd.octets());
        } else if (size > 0 && before[size - 1] != '\n' && (lineEndAt(text, 0) == 0 || visible < size)) {
            // Without it the text would continue that line, or blanks at its end would vanish (rule 3).
            encoded.write('=');
            encoded.writeBytes(lineEnd.octets());
        }
        encoded.writeBytes(encode(text, lineEnd));
        return encoded.toByteArray();
    }

    /**
     * Encodes text. Its line ends, LF or CR LF, stay; a single CR does not.
     *
     * @param lineEnd for the breaks in lines that are too long
     */
    static byte[] encode(byte[] text, LineEnd lineEnd) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(text.length + text.length / 4 + 16);
        QuotedPrintableOutput output = QuotedPrintableOutput.of(encoded, lineEnd);
        try {
            output.write(text);
            output.finish();
        } catch (IOException e) {
            throw new AssertionError("memory has no input and output", e);
        }
        return encoded.toByteArray();
    }

    /** The size of the line end at a place; 0 if there is none. */
    static int lineEndAt(byte[] text, int at) {
        if (text[at] == '\n') {
            return 1;
        }
        return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? 2 : 0;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
