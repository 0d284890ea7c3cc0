package org.jmlmmj.send.smtp;

import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/** A stretch of a file that the kernel sends without a copy, and that stays open for the next recipient. Not thread-safe. */
final class SharedFileRegion extends DefaultFileRegion {
    SharedFileRegion(FileChannel file, long position, long count) {
        super(file, position, count);
    }

    @Override
    protected void deallocate() {
        // The file belongs to the wire image.
    }
}
