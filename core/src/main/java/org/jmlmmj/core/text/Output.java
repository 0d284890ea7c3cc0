package org.jmlmmj.core.text;

import java.io.IOException;

/**
 * Where composed lines go. An empty line of the body is held back until it is known whether it stays: it disappears if an optional
 * paragraph right below it comes to nothing (spec 06 §9). Not thread-safe.
 */
final class Output {
    private final LineSink sink;
    private boolean holdsEmptyLine;

    Output(LineSink sink) {
        this.sink = sink;
    }

    /** Puts out a line, or holds it back if it is empty. */
    void putOrHold(CharSequence line) throws IOException {
        if (line.isEmpty() && !sink.inHeaders()) {
            release();
            holdsEmptyLine = true;
        } else {
            put(line, line.length());
        }
    }

    /** Puts out the first characters of a line as a line. */
    void put(CharSequence line, int length) throws IOException {
        begin(line, length);
        sink.endLine();
    }

    /** Puts out the beginning of a line; the rest of it goes to the sink directly. */
    void begin(CharSequence line, int length) throws IOException {
        release();
        sink.text(line, 0, length);
    }

    /** Something came: the empty line stays. */
    void release() throws IOException {
        if (holdsEmptyLine) {
            holdsEmptyLine = false;
            sink.endLine();
        }
    }

    /** Takes the empty line back, if it was the last thing put out. */
    void dropEmptyLine() {
        holdsEmptyLine = false;
    }
}
