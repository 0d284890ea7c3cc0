package org.jmlmmj.send.smtp;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a mail to a channel. What is queued are only references to the shared image, so a slow server costs no memory; large
 * mails go in pieces, so that progress can be seen. Stateless, so thread-safe.
 */
final class MessageWriter {
    /** A server must take this much within {@link Wait#WRITE}: 6 KiB per second. */
    private static final int PIECE_OCTETS = 1024 * 1024;

    private MessageWriter() {}

    /** What happens to the mail on its way. */
    interface Progress {
        /** The server's side took another piece. */
        void moved();

        /** It took the last one. */
        void finished();

        /** The connection took no more. */
        void failed(Throwable reason);
    }

    /**
     * Queues the whole mail; the caller flushes.
     *
     * @param isEncrypted whether files have to be read, since the kernel cannot encrypt them
     */
    static void write(ChannelHandlerContext ctx, List<WireSegment> segments, boolean isEncrypted, Progress progress) {
        List<Object> pieces = new ArrayList<>();
        for (WireSegment segment : segments) {
            if (segment instanceof WireSegment.InMemory memory) {
                pieces.add(Unpooled.wrappedBuffer(memory.octets()));
            } else if (segment instanceof WireSegment.InFile file) {
                cut(file, isEncrypted, pieces);
            }
        }
        int last = pieces.size() - 1;
        for (int i = 0; i < last; i++) {
            ctx.write(pieces.get(i)).addListener((ChannelFuture written) -> tell(written, progress, false));
        }
        ctx.write(pieces.get(last)).addListener((ChannelFuture written) -> tell(written, progress, true));
    }

    private static void cut(WireSegment.InFile file, boolean isEncrypted, List<Object> pieces) {
        for (long done = 0; done < file.length(); done += PIECE_OCTETS) {
            long count = Math.min(PIECE_OCTETS, file.length() - done);
            long position = file.position() + done;
            pieces.add(
                    isEncrypted ? chunks(file, position, count) : new SharedFileRegion(file.file(), position, count));
        }
    }

    private static Object chunks(WireSegment.InFile file, long position, long count) {
        try {
            return new SharedFileChunks(file.file(), position, count);
        } catch (IOException e) {
            throw new UncheckedIOException("a mail cannot be read", e);
        }
    }

    private static void tell(ChannelFuture written, Progress progress, boolean last) {
        Throwable reason = written.cause();
        if (reason != null) {
            progress.failed(reason);
        } else if (last) {
            progress.finished();
        } else {
            progress.moved();
        }
    }
}
