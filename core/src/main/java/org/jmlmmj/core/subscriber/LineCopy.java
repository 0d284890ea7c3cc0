package org.jmlmmj.core.subscriber;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Copies the lines of a subscriber file that stay, each ended by LF, and no blank ones. Stateless, so thread-safe. */
final class LineCopy {
    private LineCopy() {}

    /** Chooses lines. */
    interface Choice {
        boolean picks(LineReader line);
    }

    /** Copies all lines but those picked, and returns how many were left out. A line that cannot be read ends everything. */
    static int copyWithout(FileChannel from, OutputStream out, Choice unwanted) throws IOException {
        int removed = 0;
        // Not closed: the channel belongs to the lock, and a second one would give the lock away when it is closed.
        LineReader lines = new LineReader(Channels.newInputStream(from), SubscriberFile.BUFFER_OCTETS);
        while (lines.next()) {
            if (unwanted.picks(lines)) {
                removed++;
            } else if (lines.isCut()) {
                copy(from, lines.offset(), lines.nextOffset(), out);
            } else {
                lines.writeTo(out);
            }
        }
        return removed;
    }

    /** What is no address, for example a file with the line ends of another system, is somebody's data all the same. */
    private static void copy(FileChannel from, long start, long end, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SubscriberFile.BUFFER_OCTETS);
        byte last = '\n';
        for (long at = start; at < end; at += buffer.position()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            if (from.read(buffer, at) < 0) {
                throw new EOFException("a subscriber file was cut while it was read");
            }
            out.write(buffer.array(), 0, buffer.position());
            last = buffer.get(buffer.position() - 1);
        }
        if (last != '\n') {
            out.write('\n');
        }
    }
}
