package org.jmlmmj.core.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the headers of a mail, and nothing of its body (spec 02 §3.1): they end at the first blank line, at a line that begins
 * with CR, or at the end of the mail. Headers and their number are limited so that a hostile mail cannot fill the memory.
 * Not thread-safe.
 */
public final class HeaderReader {
    /** Most octets of all headers together: far above what any mail server lets through (Postfix: 100 KiB per header). */
    public static final int MOST_OCTETS = 4 * 1024 * 1024;

    /** Most headers of a mail. */
    public static final int MOST_HEADERS = 20_000;

    private final InputStream in;
    private final List<Header> headers = new ArrayList<>();
    private final ByteArrayOutputStream header = new ByteArrayOutputStream(128);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private LineEnd lineEnd = LineEnd.LF;
    private boolean sawLine;
    private long octets;

    private HeaderReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the headers at the start of a mail.
     *
     * @param in the mail; should be buffered, as it is read octet by octet
     * @throws OversizedHeadersException if they are larger than a mail may have
     */
    public static HeaderBlock read(InputStream in) throws IOException {
        return new HeaderReader(in).read();
    }

    private HeaderBlock read() throws IOException {
        while (readLine()) {
            byte[] current = line.toByteArray();
            if (isBlank(current)) {
                octets += current.length;
                break;
            }
            if (current[0] == '\r') {
                // Ends the headers too, but is text of somebody's body.
                break;
            }
            octets += current.length;
            if (current[0] != ' ' && current[0] != '\t') {
                finishHeader();
            }
            header.writeBytes(current);
        }
        finishHeader();
        return new HeaderBlock(headers, lineEnd, octets);
    }

    private void finishHeader() throws OversizedHeadersException {
        if (header.size() == 0) {
            return;
        }
        if (headers.size() == MOST_HEADERS) {
            throw new OversizedHeadersException("the mail has more than " + MOST_HEADERS + " headers");
        }
        headers.add(Header.of(header.toByteArray()).terminated(lineEnd));
        header.reset();
    }

    /** Reads one line with its line end; false at the end of the mail. */
    private boolean readLine() throws IOException {
        line.reset();
        int before = -1;
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                if (!sawLine) {
                    lineEnd = before == '\r' ? LineEnd.CRLF : LineEnd.LF;
                    sawLine = true;
                }
                return true;
            }
            before = b;
            if (octets + line.size() > MOST_OCTETS) {
                throw new OversizedHeadersException("the headers are larger than " + MOST_OCTETS + " octets");
            }
        }
        return line.size() > 0;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }
}
