package org.jmlmmj.core.text;

import java.nio.charset.StandardCharsets;

/** Collects a rendered text: its header lines, an empty line, its body. Not thread-safe. */
public final class StringSink implements LineSink {
    private final StringBuilder lines = new StringBuilder();
    private int lineStart;
    private boolean inHeaders;

    private StringSink(boolean inHeaders) {
        this.inHeaders = inHeaders;
    }

    /** For a text with headers. */
    public static StringSink withHeaders() {
        return new StringSink(true);
    }

    /** For a text that is nothing but a body. */
    public static StringSink ofBody() {
        return new StringSink(false);
    }

    @Override
    public boolean inHeaders() {
        return inHeaders;
    }

    @Override
    public void endHeaders() {
        if (inHeaders) {
            inHeaders = false;
            lines.append('\n');
            lineStart = lines.length();
        }
    }

    @Override
    public void text(CharSequence text, int from, int to) {
        lines.append(text, from, to);
    }

    @Override
    public void octets(byte[] buffer, int from, int to) {
        lines.append(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void endLine() {
        if (lines.length() == lineStart) {
            inHeaders = false;
        }
        lines.append('\n');
        lineStart = lines.length();
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
