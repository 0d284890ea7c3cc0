package org.jmlmmj.send.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Turns a stored mail into what goes out after {@code DATA} (spec 03 §7.5). Not thread-safe.
 *
 * <ul>
 *   <li>LF and CR LF both end a line and become CR LF; a lone CR becomes a blank: a bare CR or LF would let a mail end itself
 *       for one server and go on for another ("SMTP smuggling", RFC 5321 §2.3.8).
 *   <li>A dot at the start of a line, the first one included, gets a second one (RFC 5321 §4.5.2).
 *   <li>A last line without line end gets one; then come the final dot and CR LF.
 *   <li>Everything else goes out as it is, NUL and 8-bit octets too.
 * </ul>
 */
final class WireEncoder {
    /** What ends a mail on the wire (RFC 5321 §4.1.1.4), behind the CR LF of its last line. */
    static final byte[] FINAL_DOT = {'.', '\r', '\n'};

    private static final int BUFFER_OCTETS = 64 * 1024;

    /** Where encoded octets go. */
    @FunctionalInterface
    interface Sink {
        /** Takes all that remains in the buffer. */
        void write(ByteBuffer octets) throws IOException;
    }

    private final Sink sink;
    private final ByteBuffer out = ByteBuffer.allocate(BUFFER_OCTETS);
    private final Utf8Check headerCheck = new Utf8Check();
    private boolean lineStart = true;
    private boolean carriageReturn;
    private boolean eightBit;
    private long flushed;
    private long stuffed;
    private long headerEnd = -1;

    WireEncoder(Sink sink) {
        this.sink = sink;
    }

    /** Encodes all that remains in the buffer. */
    void encode(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            // Room for what one octet can become: a blank for a CR before it, and two dots or CR LF.
            if (out.remaining() < 4) {
                flush();
            }
            encode(in.get());
        }
    }

    private void encode(byte octet) {
        if (octet == '\n') {
            carriageReturn = false;
            endLine();
            return;
        }
        if (carriageReturn) {
            carriageReturn = false;
            put((byte) ' ');
        }
        if (octet == '\r') {
            carriageReturn = true;
            return;
        }
        if (octet == '.' && lineStart) {
            out.put((byte) '.');
            stuffed++;
        }
        put(octet);
    }

    private void put(byte octet) {
        out.put(octet);
        lineStart = false;
        eightBit |= octet < 0;
        if (headerEnd < 0) {
            headerCheck.accept(octet);
        }
    }

    private void endLine() {
        if (lineStart && headerEnd < 0) {
            headerEnd = flushed + out.position();
        }
        out.put((byte) '\r').put((byte) '\n');
        lineStart = true;
    }

    /** Ends the mail. */
    void finish() throws IOException {
        if (out.remaining() < 6) {
            flush();
        }
        if (carriageReturn) {
            carriageReturn = false;
            put((byte) ' ');
        }
        if (!lineStart) {
            out.put((byte) '\r').put((byte) '\n');
        }
        out.put(FINAL_DOT);
        flush();
    }

    private void flush() throws IOException {
        out.flip();
        flushed += out.remaining();
        sink.write(out);
        out.clear();
    }

    /** After {@link #finish}: what a client must know about the mail. */
    MessageFacts facts() {
        return new MessageFacts(
                flushed - stuffed - FINAL_DOT.length,
                stuffed,
                eightBit,
                headerCheck.isBeyondAscii(),
                headerCheck.isValid());
    }

    /** Where the first empty line begins in what was written; negative if there is none. */
    long headerEnd() {
        return headerEnd;
    }
}
