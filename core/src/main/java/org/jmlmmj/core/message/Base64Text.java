package org.jmlmmj.core.message;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A body in base64 (RFC 2045 §6.8), which can be changed from some place on while the lines above stay as they are. Immutable
 * and thread-safe.
 */
final class Base64Text {
    private static final int LONGEST_LINE = 76;

    private final byte[] encoded;
    private final byte[] octets;
    /** The octets from the first to behind the last one that is not white space. */
    private final int dataFrom;

    private final int dataTo;

    private Base64Text(byte[] encoded, byte[] octets, int dataFrom, int dataTo) {
        this.encoded = encoded;
        this.octets = octets;
        this.dataFrom = dataFrom;
        this.dataTo = dataTo;
    }

    /**
     * Reads a body; empty if it holds anything but base64 and white space. Many programs skip other characters, but then they
     * do not agree about what stands there.
     */
    static Optional<Base64Text> read(byte[] encoded) {
        int from = 0;
        int to = encoded.length;
        while (from < to && isWhite(encoded[from])) {
            from++;
        }
        while (to > from && isWhite(encoded[to - 1])) {
            to--;
        }
        if (from == to) {
            // Empty but for line ends: they stay behind what comes.
            return Optional.of(new Base64Text(encoded, new byte[0], 0, 0));
        }
        byte[] digits = new byte[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!isWhite(encoded[i])) {
                digits[count++] = encoded[i];
            }
        }
        if (count % 4 != 0) {
            return Optional.empty();
        }
        try {
            byte[] octets = Base64.getDecoder().decode(Arrays.copyOf(digits, count));
            return Optional.of(new Base64Text(encoded, octets, from, to));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhite(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    byte[] octets() {
        return octets.clone();
    }

    /** Puts octets between others; only the encoded line at that place and those below change. Offsets in the body. */
    Edit insert(int at, byte[] inserted, LineEnd lineEnd) {
        int line = dataFrom;
        int decoded = 0;
        int digits = 0;
        int width = 0;
        for (int i = dataFrom; i < dataTo && digits / 4 * 3 <= at; i++) {
            boolean startsLine = i == dataFrom || encoded[i - 1] == '\n';
            if (startsLine && digits % 4 == 0) {
                line = i;
                decoded = digits / 4 * 3;
                width = width == 0 ? digits : width;
            }
            digits += isWhite(encoded[i]) ? 0 : 1;
        }
        ByteArrayOutputStream tail = new ByteArrayOutputStream(octets.length - decoded + inserted.length);
        tail.write(octets, decoded, at - decoded);
        tail.writeBytes(inserted);
        tail.write(octets, at, octets.length - at);
        boolean isUsual = width >= 4 && width <= LONGEST_LINE;
        return Edit.of(line, dataTo, encode(tail.toByteArray(), isUsual ? width : LONGEST_LINE, lineEnd));
    }

    /** The same body with other octets. Offsets in the body. */
    Edit replace(byte[] other, LineEnd lineEnd) {
        return Edit.of(dataFrom, dataTo, encode(other, LONGEST_LINE, lineEnd));
    }

    private static byte[] encode(byte[] octets, int width, LineEnd lineEnd) {
        return Base64.getMimeEncoder(width, lineEnd.octets()).encode(octets);
    }
}
