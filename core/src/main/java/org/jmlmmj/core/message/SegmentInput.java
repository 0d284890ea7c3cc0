package org.jmlmmj.core.message;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.List;

/**
 * Reads a rewritten mail from its segments. It reads the stored mail by position, so that the channel of a locked file can
 * serve, and leaves it open. Not thread-safe.
 */
final class SegmentInput extends InputStream {
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final FileChannel stored;
    private final Iterator<Segment> segments;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long at;
    private long end;

    SegmentInput(FileChannel stored, List<Segment> segments) {
        this.stored = stored;
        this.segments = segments.iterator();
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    /** Whether there is something in the buffer; false at the end of the mail. */
    private boolean fill() throws IOException {
        while (!buffer.hasRemaining()) {
            if (at < end) {
                readStored();
            } else if (!segments.hasNext()) {
                return false;
            } else {
                begin(segments.next());
            }
        }
        return true;
    }

    private void begin(Segment segment) {
        if (segment instanceof Segment.Stored range) {
            at = range.from();
            end = range.to();
        } else if (segment instanceof Segment.Added added) {
            buffer = ByteBuffer.wrap(added.octets());
        }
    }

    private void readStored() throws IOException {
        ByteBuffer next = ByteBuffer.allocate((int) Math.min(BUFFER_OCTETS, end - at));
        int count = stored.read(next, at);
        if (count < 0) {
            throw new EOFException("the stored mail ends at octet " + stored.size() + " instead of " + end);
        }
        at += count;
        buffer = next.flip();
    }
}
