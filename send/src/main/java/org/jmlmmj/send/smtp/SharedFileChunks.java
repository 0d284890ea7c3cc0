package org.jmlmmj.send.smtp;

import io.netty.handler.stream.ChunkedNioFile;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A stretch of a file that is read bit by bit as the server takes it, for connections that have to see the octets to encrypt
 * them. The file stays open for the next recipient. Not thread-safe.
 */
final class SharedFileChunks extends ChunkedNioFile {
    private static final int CHUNK_OCTETS = 16 * 1024;

    SharedFileChunks(FileChannel file, long position, long count) throws IOException {
        super(file, position, count, CHUNK_OCTETS);
    }

    @Override
    public void close() {
        // The file belongs to the wire image.
    }
}
