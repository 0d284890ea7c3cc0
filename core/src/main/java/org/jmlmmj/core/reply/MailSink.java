package org.jmlmmj.core.reply;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.text.LineSink;

/**
 * Writes a rendered text as a mail (spec 06 §2): collects its headers, adds the default ones that it lacks, and then passes the body
 * on. Lines end with LF. Not thread-safe.
 */
final class MailSink implements LineSink {
    private final OutputStream out;
    private final List<HeaderField> defaults;
    private final Consumer<String> problems;
    private final List<HeaderField> headers = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private boolean inHeaders = true;

    /**
     * @param out where the mail goes; should be buffered
     * @param defaults the headers that the mail gets unless its text gives its own, in order
     * @param problems who is told about a text without headers or body
     */
    MailSink(OutputStream out, List<HeaderField> defaults, Consumer<String> problems) {
        this.out = out;
        this.defaults = List.copyOf(defaults);
        this.problems = problems;
    }

    @Override
    public boolean inHeaders() {
        return inHeaders;
    }

    @Override
    public void endHeaders() throws IOException {
        if (!inHeaders) {
            return;
        }
        inHeaders = false;
        for (HeaderField header : headers) {
            writeLine(header.wire());
        }
        for (HeaderField header : defaults) {
            if (headers.stream().noneMatch(given -> given.is(header.name()))) {
                writeLine(header.wire());
            }
        }
        out.write('\n');
    }

    private void writeLine(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    @Override
    public void text(CharSequence text, int from, int to) throws IOException {
        if (inHeaders) {
            line.append(text, from, to);
        } else {
            out.write(text.subSequence(from, to).toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void octets(byte[] buffer, int from, int to) throws IOException {
        endHeaders();
        out.write(buffer, from, to - from);
    }

    @Override
    public void endLine() throws IOException {
        if (!inHeaders) {
            out.write('\n');
            return;
        }
        String text = line.toString();
        line.setLength(0);
        if (text.isEmpty()) {
            endHeaders();
        } else if (isContinuation(text)) {
            continueHeader(text);
        } else {
            beginHeader(text);
        }
    }

    private static boolean isContinuation(String text) {
        return text.charAt(0) == ' ' || text.charAt(0) == '\t';
    }

    /** A continuation line of white space alone is none (RFC 5322 §3.2.2): some servers take it for the end of the headers. */
    private void continueHeader(String text) throws IOException {
        if (text.isBlank()) {
            return;
        }
        if (headers.isEmpty()) {
            beginHeader(text.strip());
        } else {
            int last = headers.size() - 1;
            headers.set(last, headers.get(last).continuedBy(text));
        }
    }

    private void beginHeader(String text) throws IOException {
        Optional<String> name = name(text);
        if (name.isPresent()) {
            headers.add(HeaderField.of(name.get(), text.substring(text.indexOf(':') + 1)));
        } else {
            problems.accept("the line \"" + text + "\" is no header, so the body begins with it");
            endHeaders();
            writeLine(text);
        }
    }

    /** What stands before the colon, if it can be the name of a header (RFC 5322 §2.2). */
    private static Optional<String> name(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = text.substring(0, colon).stripTrailing();
        boolean valid = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127);
        return valid ? Optional.of(name) : Optional.empty();
    }

    /** Completes the mail. */
    void finish() throws IOException {
        if (inHeaders) {
            if (line.length() > 0) {
                endLine();
            }
            if (inHeaders) {
                problems.accept("the text has no body");
                endHeaders();
            }
        }
        out.flush();
    }
}
