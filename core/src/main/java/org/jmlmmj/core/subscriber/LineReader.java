package org.jmlmmj.core.subscriber;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads lines from a stream through one buffer, without a copy per line. Lines end with LF; white space around them (also a CR)
 * is left out; blank lines are passed over; of a line longer than the buffer the rest is skipped. Not thread-safe.
 */
final class LineReader implements Closeable {
    static final LineReader EMPTY = new LineReader(InputStream.nullInputStream(), 1);

    private final InputStream in;
    private final byte[] buffer;
    private int filled;
    private int position;
    private int start;
    private int end;
    private long number;
    private boolean atEnd;

    LineReader(InputStream in, int octets) {
        this.in = in;
        this.buffer = new byte[octets];
    }

    /** Goes to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        while (readLine()) {
            number++;
            while (start < end && isSpace(buffer[start])) {
                start++;
            }
            while (end > start && isSpace(buffer[end - 1])) {
                end--;
            }
            if (start < end) {
                return true;
            }
        }
        return false;
    }

    private boolean readLine() throws IOException {
        start = position;
        while (true) {
            for (int i = position; i < filled; i++) {
                if (buffer[i] == '\n') {
                    end = i;
                    position = i + 1;
                    return true;
                }
            }
            position = filled;
            if (!fill()) {
                end = filled;
                return start < end;
            }
        }
    }

    /** Reads more behind what is there, keeping the line that has begun. False at the end of the stream. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            position -= start;
            filled -= start;
            start = 0;
        } else if (filled == buffer.length) {
            // No address is that long. What was read stays the line, cut; reading goes on over its last octet.
            filled--;
            position--;
        }
        int n = atEnd ? -1 : in.read(buffer, filled, buffer.length - filled);
        atEnd = n < 0;
        filled += Math.max(n, 0);
        return n >= 0;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
