package org.jmlmmj.core.message;

import java.io.ByteArrayOutputStream;

/**
 * Decodes quoted-printable (RFC 2045 §6.7) and knows how far it came, which decoded octet belongs to which encoded one. An
 * equals sign that means nothing stays as it is. Not thread-safe.
 */
final class QuotedPrintableDecoder {
    private final byte[] encoded;
    private final ByteArrayOutputStream octets;
    private boolean isValid = true;
    private int at;
    /** Up to here white space is known to be part of the text. */
    private int whiteEnd;

    private QuotedPrintableDecoder(byte[] encoded, int most) {
        this.encoded = encoded;
        this.octets = new ByteArrayOutputStream(Math.min(encoded.length, most) + 16);
    }

    /** Decodes everything. */
    static QuotedPrintableDecoder decode(byte[] encoded) {
        return decode(encoded, Integer.MAX_VALUE);
    }

    /** Decodes until there are so many octets. */
    static QuotedPrintableDecoder decode(byte[] encoded, int most) {
        QuotedPrintableDecoder decoder = new QuotedPrintableDecoder(encoded, most);
        while (decoder.at < encoded.length && decoder.octets.size() < most) {
            decoder.step();
        }
        decoder.skipSoftBreaks();
        return decoder;
    }

    /** The decoded octets. */
    byte[] octets() {
        return octets.toByteArray();
    }

    /** The number of encoded octets that gave them, with the soft line breaks behind them. */
    int end() {
        return at;
    }

    /** Whether every equals sign was followed by two hexadecimal digits or a line end. */
    boolean isValid() {
        return isValid;
    }

    private void step() {
        byte b = encoded[at];
        if (b == '=') {
            decodeEqualsSign();
        } else if (at >= whiteEnd && QuotedPrintable.isBlank(b)) {
            whiteEnd = skipBlanks(at);
            // White space in front of a line end was added on the way (rule 3).
            at = isLineEnd(whiteEnd) ? whiteEnd : at;
        } else {
            octets.write(b);
            at++;
        }
    }

    private void decodeEqualsSign() {
        int next = afterSoftBreak(at + 1);
        int octet = next >= 0 ? -1 : hexadecimal(at + 1);
        if (next >= 0) {
            at = next;
        } else if (octet >= 0) {
            octets.write(octet);
            at += 3;
        } else {
            octets.write('=');
            isValid = false;
            at++;
        }
    }

    private void skipSoftBreaks() {
        while (at < encoded.length && encoded[at] == '=' && afterSoftBreak(at + 1) >= 0) {
            at = afterSoftBreak(at + 1);
        }
    }

    /** Where the next line begins, if nothing but white space comes before; else -1. */
    private int afterSoftBreak(int from) {
        int end = skipBlanks(from);
        if (end == encoded.length) {
            return end;
        }
        int size = QuotedPrintable.lineEndAt(encoded, end);
        return size > 0 ? end + size : -1;
    }

    private boolean isLineEnd(int place) {
        return place == encoded.length || QuotedPrintable.lineEndAt(encoded, place) > 0;
    }

    private int skipBlanks(int from) {
        int end = from;
        while (end < encoded.length && QuotedPrintable.isBlank(encoded[end])) {
            end++;
        }
        return end;
    }

    private int hexadecimal(int from) {
        int high = from < encoded.length ? Character.digit(encoded[from], 16) : -1;
        int low = from + 1 < encoded.length ? Character.digit(encoded[from + 1], 16) : -1;
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
