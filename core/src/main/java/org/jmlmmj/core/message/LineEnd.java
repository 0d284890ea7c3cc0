package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;

/** How the lines of a stored mail end. Immutable and thread-safe. */
public enum LineEnd {
    /** As mail servers on Unix pipe mails. */
    LF("\n"),
    /** As on the wire. */
    CRLF("\r\n");

    private final String text;

    LineEnd(String text) {
        this.text = text;
    }

    /** The line end as text. */
    public String text() {
        return text;
    }

    /** The line end as octets. */
    public byte[] octets() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
