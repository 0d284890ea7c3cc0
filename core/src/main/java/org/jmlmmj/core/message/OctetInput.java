package org.jmlmmj.core.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads octets that come a buffer at a time. Not thread-safe. */
abstract class OctetInput extends InputStream {
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** The next octets; none only at the end. */
    abstract ByteBuffer next() throws IOException;

    @Override
    public final int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
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

    /** Whether there is something in the buffer; false at the end. */
    private boolean fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer = next();
        }
        return buffer.hasRemaining();
    }
}
