package org.jmlmmj.core.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the lines of a range of a file and says where each begins and ends. Lines end at LF. Of a line longer than the
 * buffer only the offsets are known, which is enough: such a line is neither blank nor a boundary. Not thread-safe.
 */
final class LineScanner {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer;
    /** The offset in the file of the octet at the start of the buffer. */
    private long base;
    /** The current line within the buffer, its line end included. */
    private int lineStart;

    private int lineEnd;
    /** The octets that the buffer holds. */
    private int filled;

    private long from;
    private long to;
    private int terminator;
    private boolean isWhole;

    LineScanner(FileRange range) {
        this.in = range.stream();
        // One more than there is, as a full buffer means that the line goes on.
        this.buffer = new byte[(int) Math.min(BUFFER, range.size() + 1)];
        this.base = range.from();
        this.to = range.from();
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        lineStart = lineEnd;
        from = to;
        isWhole = true;
        boolean afterReturn = false;
        int at = lineStart;
        do {
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    finish(at + 1, afterReturn ? 2 : 1);
                    return true;
                }
                afterReturn = buffer[at] == '\r';
            }
            makeRoom();
            at = filled;
        } while (fill());
        finish(filled, 0);
        return to > from;
    }

    private void finish(int end, int terminatorSize) {
        lineEnd = end;
        to = base + end;
        terminator = terminatorSize;
    }

    /** Moves the current line to the start of the buffer, or lets go of it if it fills the whole of it. */
    private void makeRoom() {
        if (lineStart == 0 && filled == buffer.length) {
            isWhole = false;
            base += filled;
            filled = 0;
        } else if (lineStart > 0) {
            System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
            base += lineStart;
            filled -= lineStart;
            lineStart = 0;
        }
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            return false;
        }
        filled += count;
        return true;
    }

    /** Where the line begins in the file. */
    long from() {
        return from;
    }

    /** Where the next line begins. */
    long to() {
        return to;
    }

    /** The size of its line end: 2 for CR LF, 1 for LF, 0 for the last line without one. */
    int terminator() {
        return terminator;
    }

    /** Whether there is nothing on the line but its line end. */
    boolean isBlank() {
        for (int i = lineStart; i < lineEnd; i++) {
            if (buffer[i] != '\r' && buffer[i] != '\n') {
                return false;
            }
        }
        return isWhole;
    }

    /** Whether the line could be a boundary: it begins with two hyphens. */
    boolean hasDashes() {
        return isWhole && lineEnd - lineStart >= 2 && buffer[lineStart] == '-' && buffer[lineStart + 1] == '-';
    }

    /**
     * The line without the white space at its end (RFC 2046 §5.1.1: transport padding), each octet one character.
     *
     * @param most a longer line gives an empty text
     */
    String trimmed(int most) {
        int end = lineEnd;
        while (end > lineStart && isWhite(buffer[end - 1])) {
            end--;
        }
        int size = end - lineStart;
        return size > most ? "" : new String(buffer, lineStart, size, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWhite(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
