package org.jmlmmj.send.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * Octets that are kept in memory up to a size and in a temporary file beyond, so that a mail of any size fits in a small heap.
 * The file disappears when this is closed. Written by one thread, then read by any number.
 */
final class WireStore implements Closeable {
    private final DurableFiles files;
    private final int inMemory;
    private ByteBuffer memory = ByteBuffer.allocate(16 * 1024);
    private @Nullable Draft file;
    private long length;

    /** A store that keeps up to {@code inMemory} octets in memory. */
    WireStore(DurableFiles files, int inMemory) {
        this.files = files;
        this.inMemory = inMemory;
    }

    void write(ByteBuffer octets) throws IOException {
        length += octets.remaining();
        if (file == null && length > inMemory) {
            file = files.draft();
            file.write(memory.flip());
            memory = ByteBuffer.allocate(0);
        }
        if (file != null) {
            file.write(octets);
        } else {
            reserve(octets.remaining());
            memory.put(octets);
        }
    }

    private void reserve(int more) {
        if (memory.remaining() < more) {
            int wanted = Math.max(2 * memory.capacity(), memory.position() + more);
            memory = ByteBuffer.allocate(wanted).put(memory.flip());
        }
    }

    /** No more is written. What lies in memory moves outside the heap, where sockets take it from without a copy. */
    void seal() {
        ByteBuffer content = memory.flip();
        memory = ByteBuffer.allocateDirect(content.remaining())
                .put(content)
                .flip()
                .asReadOnlyBuffer();
    }

    /** A stretch of what was written. */
    WireSegment segment(long from, long to) {
        return Optional.ofNullable(file)
                .<WireSegment>map(draft -> new WireSegment.InFile(draft.channel(), from, to - from))
                .orElseGet(() -> new WireSegment.InMemory(memory.slice((int) from, (int) (to - from))));
    }

    long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
