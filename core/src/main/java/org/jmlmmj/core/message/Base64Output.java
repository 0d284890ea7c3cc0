package org.jmlmmj.core.message;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes content in base64 (RFC 2045 §6.8) as it comes. What is encoded has CR LF line ends, as it had on the wire before a
 * mail server stored it with LF: without that, the recipient would get other octets than if nothing had been encoded. Not
 * thread-safe.
 */
final class Base64Output extends OutputStream {
    /** They give a line of 76 characters. */
    private static final int OCTETS_PER_LINE = 57;

    private final OutputStream target;
    private final byte[] lineEnd;
    private final byte[] line = new byte[OCTETS_PER_LINE];
    private int filled;
    private boolean returned;
    private boolean isFirst = true;

    /**
     * A stream that writes to another one.
     *
     * @param target should be buffered; it is not closed with this
     * @param lineEnd between the lines of digits; none is written after the last
     */
    Base64Output(OutputStream target, LineEnd lineEnd) {
        this.target = target;
        this.lineEnd = lineEnd.octets();
    }

    @Override
    public void write(int octet) throws IOException {
        byte value = (byte) octet;
        if (value == '\n' && !returned) {
            put((byte) '\r');
        }
        put(value);
        returned = value == '\r';
    }

    private void put(byte value) throws IOException {
        if (filled == line.length) {
            writeLine();
        }
        line[filled++] = value;
    }

    private void writeLine() throws IOException {
        if (!isFirst) {
            target.write(lineEnd);
        }
        target.write(Base64.getEncoder().encode(Arrays.copyOf(line, filled)));
        isFirst = false;
        filled = 0;
    }

    /** Writes what was held back; call it at the end of the content. */
    void finish() throws IOException {
        if (filled > 0) {
            writeLine();
        }
    }
}
