package org.jmlmmj.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads an open file from its beginning, by position, so that somebody else can write to its end meanwhile. Closing it leaves the
 * file open: that would give its lock away. Not thread-safe.
 */
final class ChannelInput extends InputStream {
    private final FileChannel file;
    private long position;

    ChannelInput(FileChannel file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = file.read(ByteBuffer.wrap(octets, offset, length), position);
        position += Math.max(n, 0);
        return n;
    }
}
