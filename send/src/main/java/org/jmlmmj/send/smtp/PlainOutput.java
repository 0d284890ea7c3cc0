package org.jmlmmj.send.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What waits to be sent over a {@link PlainConnection}. Only references to a mail are queued, no copy. Not thread-safe. */
final class PlainOutput {
    /** A server must take this much within {@link Wait#WRITE}: 6 KiB per second. */
    private static final int PIECE_OCTETS = 1024 * 1024;

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final StringBuilder commands = new StringBuilder();
    private boolean isWriting;

    /** Something to send, and what to tell when it is sent. */
    private abstract static class Piece {
        private final Runnable sent;

        Piece(Runnable sent) {
            this.sent = sent;
        }

        /** Whether the socket has taken all of it. */
        abstract boolean writeTo(SocketChannel socket) throws IOException;
    }

    private static final class Octets extends Piece {
        private final ByteBuffer octets;

        Octets(ByteBuffer octets, Runnable sent) {
            super(sent);
            this.octets = octets;
        }

        @Override
        boolean writeTo(SocketChannel socket) throws IOException {
            socket.write(octets);
            return !octets.hasRemaining();
        }
    }

    private static final class Region extends Piece {
        private final WireSegment.InFile segment;
        private long done;

        Region(WireSegment.InFile segment, Runnable sent) {
            super(sent);
            this.segment = segment;
        }

        @Override
        boolean writeTo(SocketChannel socket) throws IOException {
            long left = segment.length() - done;
            if (segment.position() + segment.length() > segment.file().size()) {
                throw new EOFException("the mail has become shorter");
            }
            done += segment.file().transferTo(segment.position() + done, left, socket);
            return done == segment.length();
        }
    }

    void addCommand(String command) {
        commands.append(command).append("\r\n");
    }

    /**
     * Adds a mail.
     *
     * @param moved told after each piece but the last
     * @param sent told after the last
     */
    void addMail(List<WireSegment> segments, Runnable moved, Runnable sent) {
        closeCommands();
        for (int i = 0; i < segments.size(); i++) {
            add(segments.get(i), moved, i == segments.size() - 1 ? sent : moved);
        }
    }

    private void add(WireSegment segment, Runnable moved, Runnable last) {
        if (segment instanceof WireSegment.InMemory memory) {
            pieces.add(new Octets(memory.octets(), last));
        } else if (segment instanceof WireSegment.InFile file) {
            for (long at = 0; at < file.length(); at += PIECE_OCTETS) {
                long length = Math.min(PIECE_OCTETS, file.length() - at);
                boolean isLast = at + length == file.length();
                WireSegment.InFile part = new WireSegment.InFile(file.file(), file.position() + at, length);
                pieces.add(new Region(part, isLast ? last : moved));
            }
        }
    }

    private void closeCommands() {
        if (commands.length() > 0) {
            byte[] octets = commands.toString().getBytes(StandardCharsets.UTF_8);
            commands.setLength(0);
            pieces.add(new Octets(ByteBuffer.wrap(octets), () -> {}));
        }
    }

    /** Whether everything has been sent. */
    boolean isEmpty() {
        return pieces.isEmpty() && commands.length() == 0;
    }

    /** Sends as much as the socket takes. */
    void writeTo(SocketChannel socket) throws IOException {
        closeCommands();
        // What is told that a piece was sent may send more; that is then done by the loop that is running.
        if (isWriting) {
            return;
        }
        isWriting = true;
        try {
            for (Piece piece = pieces.peek(); piece != null && piece.writeTo(socket); piece = pieces.peek()) {
                pieces.remove();
                piece.sent.run();
                closeCommands();
            }
        } finally {
            isWriting = false;
        }
    }
}
