package org.jmlmmj.core.message;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.List;

/**
 * Reads a rewritten mail from its segments. It reads the stored mail by position, so that the channel of a locked file can
 * serve, and leaves it open. Not thread-safe.
 */
final class SegmentInput extends OctetInput {
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final FileChannel stored;
    private final Iterator<Segment> segments;
    private long at;
    private long end;

    SegmentInput(FileChannel stored, List<Segment> segments) {
        this.stored = stored;
        this.segments = segments.iterator();
    }

    @Override
    ByteBuffer next() throws IOException {
        while (at == end && segments.hasNext()) {
            Segment segment = segments.next();
            if (segment instanceof Segment.Stored range) {
                at = range.from();
                end = range.to();
            } else if (segment instanceof Segment.Added added && added.size() > 0) {
                return ByteBuffer.wrap(added.octets());
            }
        }
        return readStored();
    }

    private ByteBuffer readStored() throws IOException {
        ByteBuffer next = ByteBuffer.allocate((int) Math.min(BUFFER_OCTETS, end - at));
        if (next.hasRemaining() && stored.read(next, at) <= 0) {
            throw new EOFException("the stored mail ends at octet " + stored.size() + " instead of " + end);
        }
        at += next.position();
        return next.flip();
    }
}
