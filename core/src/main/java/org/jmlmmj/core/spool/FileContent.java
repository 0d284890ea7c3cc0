package org.jmlmmj.core.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a locked file holds, changed in place so that neither a failure nor a power cut leaves half a line. Octets and size of a
 * file, and its pages, reach the disk at different times. As thread-safe as the channel.
 *
 * @param channel the open file, for reading and writing
 */
record FileContent(FileChannel channel) {
    /** The smallest unit in which file systems write; larger ones only make it better. */
    private static final int PAGE_OCTETS = 4096;

    /** See {@link LockedFile#append}. */
    void append(String lines) throws IOException {
        long before = channel.size();
        append(before, StandardCharsets.UTF_8.encode(isTerminated(before) ? lines : "\n" + lines));
    }

    /** See {@link LockedFile#takesWhole}. */
    boolean takesWhole(String line) throws IOException {
        long begin = channel.size() + (isTerminated(channel.size()) ? 0 : 1);
        return roomAt(begin) >= line.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Octets from here to the end of the page. */
    private static long roomAt(long position) {
        return PAGE_OCTETS - position % PAGE_OCTETS;
    }

    /** See {@link LockedFile#appendApart}. */
    void appendApart(List<String> lines) throws IOException {
        long before = channel.size();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        if (!isTerminated(before)) {
            octets.write('\n');
        }
        for (String line : lines) {
            byte[] whole = line.getBytes(StandardCharsets.UTF_8);
            long room = roomAt(before + octets.size());
            for (long i = whole.length <= room ? 0 : room; i > 0; i--) {
                octets.write('\n');
            }
            octets.writeBytes(whole);
        }
        append(before, ByteBuffer.wrap(octets.toByteArray()));
    }

    private void append(long before, ByteBuffer octets) throws IOException {
        long end = before;
        try {
            while (octets.hasRemaining()) {
                end += channel.write(octets, end);
            }
        } catch (IOException e) {
            takeBack(before, end, e);
            throw e;
        }
    }

    private void takeBack(long before, long end, IOException failure) {
        try {
            // Unless a program that takes no lock has written behind it.
            if (channel.size() == end) {
                channel.truncate(before);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** See {@link LockedFile#overwrite}. */
    void overwrite(String text) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        long missing = octets.remaining() - channel.size();
        if (missing > 0) {
            write(StandardCharsets.US_ASCII.encode("\n".repeat((int) missing)), channel.size());
            channel.force(true);
        }
        write(octets, 0);
        channel.truncate(octets.limit());
        channel.force(true);
    }

    private void write(ByteBuffer octets, long position) throws IOException {
        long at = position;
        while (octets.hasRemaining()) {
            at += channel.write(octets, at);
        }
    }

    private boolean isTerminated(long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size == 0 || channel.read(last, size - 1) != 1 || last.get(0) == '\n';
    }
}
