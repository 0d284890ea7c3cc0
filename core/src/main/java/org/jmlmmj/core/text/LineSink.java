package org.jmlmmj.core.text;

import java.io.IOException;

/**
 * Takes the lines of a rendered text: first headers, then, from the first empty line on, the body (spec 06 §2). Lines come in
 * pieces, so that one of any length needs no memory. Not thread-safe.
 */
public interface LineSink {
    /** Whether the next line is a header line. Empty lines are then passed on at once. */
    boolean inHeaders();

    /** What comes next belongs to the body, whatever the lines before said. Nothing to do if that is so already. */
    void endHeaders() throws IOException;

    /** Characters {@code from} to {@code to} of a text, part of the current line. They hold no line end. */
    void text(CharSequence text, int from, int to) throws IOException;

    /** Octets {@code from} to {@code to} of a buffer, part of the current line of the body; to be written unchanged. */
    void octets(byte[] buffer, int from, int to) throws IOException;

    /** Ends the current line. */
    void endLine() throws IOException;
}
