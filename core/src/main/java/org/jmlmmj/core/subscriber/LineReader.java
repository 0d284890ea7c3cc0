package org.jmlmmj.core.subscriber;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Reads lines from a stream through one buffer, without a copy per line. Lines end with LF; white space around them (also a CR)
 * is left out; blank lines are passed over. A line that does not fit the buffer is no address: its beginning is kept, the
 * rest skipped, and {@link #isCut} tells. Not thread-safe.
 */
final class LineReader implements Closeable {
    private static final int FIRST_OCTETS = 4096;

    private final InputStream in;
    private final int most;
    private byte[] buffer;
    private int filled;
    private int position;
    private int start;
    private int end;
    private boolean cut;
    private long octetsRead;
    private long lineOffset;
    private long number;
    private boolean atEnd;

    /**
     * @param in is closed with this reader
     * @param most size of the buffer in octets, at least 2; a line must be shorter not to be cut
     */
    LineReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
        // Most files are short, and clearing memory for them would take longer than reading them.
        this.buffer = new byte[Math.min(FIRST_OCTETS, most)];
    }

    /** A reader without lines. */
    static LineReader empty() {
        return new LineReader(InputStream.nullInputStream(), 2);
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
            if (start < end || cut) {
                return true;
            }
        }
        return false;
    }

    private boolean readLine() throws IOException {
        start = position;
        lineOffset = nextOffset();
        cut = false;
        int kept = 0;
        int from = position;
        while (true) {
            for (int i = from; i < filled; i++) {
                if (buffer[i] == '\n') {
                    end = cut ? kept : i;
                    position = i + 1;
                    return true;
                }
            }
            moveToFront();
            if (buffer.length < most && octetsRead >= buffer.length) {
                buffer = Arrays.copyOf(buffer, most);
            }
            if (filled == buffer.length) {
                kept = buffer.length / 2;
                filled = kept;
                cut = true;
            }
            from = filled;
            if (!fill()) {
                end = cut ? kept : filled;
                position = filled;
                return end > start;
            }
        }
    }

    /** Makes room behind the line that has begun. */
    private void moveToFront() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
    }

    private boolean fill() throws IOException {
        int n = atEnd ? -1 : in.read(buffer, filled, buffer.length - filled);
        atEnd = n < 0;
        filled += Math.max(n, 0);
        octetsRead += Math.max(n, 0);
        return n >= 0;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Whether the line is this address, given in lower case as octets, when A–Z and a–z count as the same. */
    boolean is(byte[] address) {
        int length = end - start;
        if (cut || length != address.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte b = buffer[start + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != address[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number that the line has as an address of a set; -1 if it is none of them. */
    int indexIn(AddressSet addresses) {
        return cut ? -1 : addresses.find(buffer, start, end - start);
    }

    /** Adds the line to a set; what is too long for an address is none. */
    void addTo(AddressSet addresses) {
        if (!cut && end - start <= EmailAddress.MAX_OCTETS) {
            addresses.add(buffer, start, end - start);
        }
    }

    /** The line as text; octets that are no UTF-8 become U+FFFD, which no valid address holds. */
    String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** Writes the line as octets, ended by LF, without making a copy of it. */
    void writeTo(OutputStream out) throws IOException {
        out.write(buffer, start, end - start);
        out.write('\n');
    }

    /** Whether only the beginning of the line is here. */
    boolean isCut() {
        return cut;
    }

    /** Where in the stream the line begins, with the white space before it. */
    long offset() {
        return lineOffset;
    }

    /** Where in the stream the next line begins, or the stream ends. */
    long nextOffset() {
        return octetsRead - (filled - position);
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
