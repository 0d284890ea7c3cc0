package org.jmlmmj.core.message;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes text in quoted-printable (RFC 2045 §6.7) as it comes. Its line ends, LF or CR LF, stay; a single CR does not. Not
 * thread-safe.
 */
final class QuotedPrintableOutput extends OutputStream {
    private static final int LONGEST_LINE = 76;
    private static final String HEX = "0123456789ABCDEF";
    private static final int NOTHING = -1;

    private final OutputStream target;
    private final byte[] lineEnd;
    private final boolean isGuarded;
    /** The last octet, which is written when it is known whether a line end follows. */
    private int held = NOTHING;
    /** Whether a CR followed it. */
    private boolean returned;

    private int column;

    private QuotedPrintableOutput(OutputStream target, LineEnd lineEnd, boolean isGuarded) {
        this.target = target;
        this.lineEnd = lineEnd.octets();
        this.isGuarded = isGuarded;
    }

    /**
     * A stream that writes to another one.
     *
     * @param target should be buffered; it is not closed with this
     * @param lineEnd for the breaks in lines that are too long
     */
    static QuotedPrintableOutput of(OutputStream target, LineEnd lineEnd) {
        return new QuotedPrintableOutput(target, lineEnd, false);
    }

    /**
     * The same, but no line begins with two hyphens: otherwise a line that is broken, or some of whose characters are encoded,
     * could become a boundary of a multipart around it that it was not before, and show a part that no check has seen.
     */
    static QuotedPrintableOutput amongBoundaries(OutputStream target, LineEnd lineEnd) {
        return new QuotedPrintableOutput(target, lineEnd, true);
    }

    @Override
    public void write(int octet) throws IOException {
        byte value = (byte) octet;
        if (value == '\n') {
            endLine();
            return;
        }
        if (returned) {
            returned = false;
            hold((byte) '\r');
        }
        if (value == '\r') {
            returned = true;
        } else {
            hold(value);
        }
    }

    private void hold(byte next) throws IOException {
        if (held != NOTHING) {
            encode((byte) held, next);
        }
        held = next & 0xff;
    }

    private void endLine() throws IOException {
        encodeLast();
        if (returned) {
            target.write('\r');
        }
        target.write('\n');
        returned = false;
        column = 0;
    }

    private void encodeLast() throws IOException {
        if (held != NOTHING) {
            byte last = (byte) held;
            boolean isPlain = isPlain(last);
            breakLineFor(isPlain ? 1 : 3, LONGEST_LINE);
            write(last, isPlain);
            held = NOTHING;
        }
    }

    private void encode(byte octet, byte next) throws IOException {
        boolean isPlain = isPlain(octet) || QuotedPrintable.isBlank(octet);
        // The equals sign of the next break needs its place too.
        breakLineFor(isPlain ? 1 : 3, LONGEST_LINE - 1);
        boolean isDangerous = isGuarded && column == 0 && octet == '-' && next == '-';
        write(octet, isPlain && !isDangerous);
    }

    private void breakLineFor(int width, int longest) throws IOException {
        if (column + width > longest) {
            target.write('=');
            target.write(lineEnd);
            column = 0;
        }
    }

    private void write(byte octet, boolean isPlain) throws IOException {
        if (isPlain) {
            target.write(octet);
            column++;
        } else {
            target.write('=');
            target.write(HEX.charAt((octet >> 4) & 0xf));
            target.write(HEX.charAt(octet & 0xf));
            column += 3;
        }
    }

    private static boolean isPlain(byte octet) {
        return octet > ' ' && octet < 127 && octet != '=';
    }

    /** Writes what was held back; call it at the end of the text. */
    void finish() throws IOException {
        if (returned) {
            returned = false;
            hold((byte) '\r');
        }
        encodeLast();
    }
}
