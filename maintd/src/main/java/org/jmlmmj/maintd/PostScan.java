package org.jmlmmj.maintd;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * What must be known of the octets of a post before it becomes a part of another mail. Immutable and thread-safe.
 *
 * @param eightBit whether any octet is above 127
 * @param holdsBoundary whether any of the boundaries occurs
 */
record PostScan(boolean eightBit, boolean holdsBoundary) {
    private static final int BUFFER_OCTETS = 64 * 1024;

    /** Reads a whole file through a buffer. */
    static PostScan of(Path file, List<String> boundaries) throws IOException {
        int overlap = boundaries.stream().mapToInt(String::length).max().orElse(0);
        byte[] buffer = new byte[overlap + BUFFER_OCTETS];
        boolean eightBit = false;
        boolean found = false;
        int kept = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer, kept, BUFFER_OCTETS); n >= 0; n = in.read(buffer, kept, BUFFER_OCTETS)) {
                int filled = kept + n;
                eightBit |= !isAscii(buffer, kept, filled);
                String text = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
                found |= boundaries.stream().anyMatch(text::contains);
                kept = Math.min(overlap, filled);
                System.arraycopy(buffer, filled - kept, buffer, 0, kept);
            }
        }
        return new PostScan(eightBit, found);
    }

    /** Whether no octet is above 127. */
    static boolean isAscii(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
