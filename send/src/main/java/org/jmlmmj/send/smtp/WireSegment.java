package org.jmlmmj.send.smtp;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a mail as it goes out; see {@link WireImage#segments}. Thread-safe. */
public sealed interface WireSegment {
    /** In memory. The buffer is the receiver's own to move; its content is shared and read-only. */
    record InMemory(ByteBuffer octets) implements WireSegment {}

    /** In a file, which stays open as long as the image. */
    record InFile(FileChannel file, long position, long length) implements WireSegment {}
}
