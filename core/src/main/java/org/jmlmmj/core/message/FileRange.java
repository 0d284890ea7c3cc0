package org.jmlmmj.core.message;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Some octets of a file, read at their positions, so that the position of the channel stays where its owner left it.
 * Thread-safe, its streams are not.
 *
 * @param from the first octet
 * @param to the first octet behind the range
 */
record FileRange(FileChannel file, long from, long to) {
    private static final int BUFFER = 64 * 1024;

    long size() {
        return to - from;
    }

    /**
     * All octets.
     *
     * @throws EOFException if the file has become shorter
     */
    byte[] octets() throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(Math.toIntExact(size()));
        while (octets.hasRemaining()) {
            if (file.read(octets, from + octets.position()) < 0) {
                throw new EOFException("the file ends before octet " + to);
            }
        }
        return octets.array();
    }

    /** Whether no octet is beyond ASCII. */
    boolean isAscii() throws IOException {
        ByteBuffer octets = ByteBuffer.allocate((int) Math.min(BUFFER, size()));
        for (long at = from; at < to; at += octets.limit()) {
            octets.clear().limit((int) Math.min(octets.capacity(), to - at));
            if (file.read(octets, at) <= 0) {
                throw new EOFException("the file ends before octet " + to);
            }
            octets.flip();
            while (octets.hasRemaining()) {
                if (octets.get() < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Copies all octets.
     *
     * @param target a channel that blocks
     * @throws EOFException if the file has become shorter: a mail that is cut short must not go out as if it were whole
     */
    void copyTo(WritableByteChannel target) throws IOException {
        for (long at = from; at < to; ) {
            long copied = file.transferTo(at, to - at, target);
            if (copied <= 0) {
                throw new EOFException("the file ends at octet " + file.size() + " instead of " + to);
            }
            at += copied;
        }
    }

    /** The octets one after the other, buffered. */
    InputStream stream() {
        return new RangeStream(this);
    }

    private static final class RangeStream extends OctetInput {
        private final FileRange range;
        private final ByteBuffer buffer;
        private long at;

        RangeStream(FileRange range) {
            this.range = range;
            this.at = range.from;
            // Most parts are small, and there may be thousands.
            this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER, range.size()));
        }

        @Override
        ByteBuffer next() throws IOException {
            buffer.clear().limit((int) Math.min(buffer.capacity(), range.to - at));
            if (buffer.hasRemaining() && range.file.read(buffer, at) <= 0) {
                throw new EOFException("the file ends before octet " + range.to);
            }
            at += buffer.position();
            return buffer.flip();
        }
    }
}
