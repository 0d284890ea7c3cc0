package org.jmlmmj.core.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Copies the lines of the original mail into a text (spec 06 §12), octet by octet: only line ends become LF, and NUL, which no
 * mail may hold, is left out. A stream of any size with lines of any length needs one buffer. Inside a wrapped paragraph the
 * lines are joined to it and therefore decoded. Not thread-safe.
 */
final class OriginalCopy {
    private static final int BUFFER_OCTETS = 64 * 1024;

    private final Composer composer;
    private final LineSink sink;
    private final int indent;
    private final ByteArrayOutputStream joined = new ByteArrayOutputStream(0);
    /** Whether the composer is at a line that nobody has written to yet. */
    private boolean begun = true;

    private boolean sending;
    private boolean sawOctet;
    private int carriageReturns;

    /**
     * @param composer stands where the first line is to be put
     * @param indent columns before every further line
     */
    OriginalCopy(Composer composer, LineSink sink, int indent) {
        this.composer = composer;
        this.sink = sink;
        this.indent = indent;
    }

    /** Copies at most this many lines; returns false if the mail has none. */
    boolean copy(InputStream in, long lines) throws IOException {
        byte[] buffer = new byte[BUFFER_OCTETS];
        long left = lines;
        for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
            left = copy(buffer, n, left);
        }
        if (sawOctet && left > 0) {
            endLine();
            left--;
        }
        return left < lines;
    }

    private long copy(byte[] buffer, int length, long lines) throws IOException {
        long left = lines;
        int from = 0;
        for (int i = 0; i < length && left > 0; i++) {
            byte b = buffer[i];
            boolean special = b == '\n' || b == '\r' || b == 0;
            if (carriageReturns > 0 && !special) {
                writeCarriageReturns();
            }
            if (special) {
                write(buffer, from, i);
                from = i + 1;
            }
            sawOctet = true;
            if (b == '\r') {
                carriageReturns++;
            } else if (b == '\n') {
                endLine();
                left--;
            }
        }
        if (left > 0) {
            write(buffer, from, length);
        }
        return left;
    }

    /** Those that were no part of a line end. */
    private void writeCarriageReturns() throws IOException {
        byte[] found = "\r".repeat(carriageReturns).getBytes(StandardCharsets.US_ASCII);
        carriageReturns = 0;
        write(found, 0, found.length);
    }

    private void write(byte[] buffer, int from, int to) throws IOException {
        if (from == to) {
            return;
        }
        if (!sending && composer.isWrapping()) {
            joined.write(buffer, from, to - from);
            if (joined.size() >= BUFFER_OCTETS) {
                // Longer than any mail's line may be (RFC 5322 §2.1.1): the paragraph may be broken here.
                join();
                composer.allowBreak();
            }
            return;
        }
        if (!sending) {
            begin(false);
            composer.beginOctets();
            sending = true;
        }
        sink.octets(buffer, from, to);
    }

    private void begin(boolean blank) throws IOException {
        if (!begun || composer.isJoining()) {
            composer.beginLine(indent, blank);
            begun = true;
        }
    }

    private void join() throws IOException {
        String text = joined.toString(StandardCharsets.UTF_8);
        joined.reset();
        begin(Blanks.fill(text, 0, text.length()));
        composer.text(text, 0, text.length());
    }

    private void endLine() throws IOException {
        if (sending) {
            sink.endLine();
        } else {
            join();
            composer.keep();
            composer.endLine();
        }
        sending = false;
        begun = false;
        sawOctet = false;
        carriageReturns = 0;
    }
}
