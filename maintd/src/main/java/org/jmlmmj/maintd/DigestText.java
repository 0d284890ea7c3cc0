package org.jmlmmj.maintd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.text.LineSink;

/**
 * Takes the list text {@code digest}: its first line is the subject, the second is empty, the rest introduces the posts (spec 06
 * §18). Not thread-safe.
 */
final class DigestText implements LineSink {
    private static final String SUBJECT = "Subject:";

    private final Consumer<String> problems;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final StringBuilder line = new StringBuilder();
    private Optional<String> subject = Optional.empty();
    private int headerLines;
    private boolean inHeaders = true;

    /**
     * @param problems who is told about lines that are left out
     */
    DigestText(Consumer<String> problems) {
        this.problems = problems;
    }

    /** The subject, if the text begins with one. */
    Optional<String> subject() {
        return subject;
    }

    /** What comes below, lines ended by LF. */
    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean inHeaders() {
        return inHeaders;
    }

    @Override
    public void endHeaders() {
        inHeaders = false;
    }

    @Override
    public void text(CharSequence text, int from, int to) {
        if (inHeaders) {
            line.append(text, from, to);
        } else {
            body.writeBytes(text.subSequence(from, to).toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void octets(byte[] buffer, int from, int to) throws IOException {
        endHeaders();
        body.write(buffer, from, to - from);
    }

    @Override
    public void endLine() {
        if (!inHeaders) {
            body.write('\n');
            return;
        }
        String text = line.toString();
        line.setLength(0);
        headerLines++;
        if (headerLines == 1) {
            takeFirst(text);
        } else {
            takeSecond(text);
        }
    }

    private void takeFirst(String text) {
        if (Ascii.startsWithIgnoreCase(text, SUBJECT)) {
            subject = Optional.of(text.substring(SUBJECT.length()).strip());
        } else if (!text.isEmpty()) {
            problems.accept("the first line is no Subject: and is left out: " + text);
        }
    }

    private void takeSecond(String text) {
        inHeaders = false;
        if (text.isEmpty()) {
            return;
        }
        if (subject.isPresent()) {
            problems.accept("the line below the Subject: is not empty and is left out: " + text);
        } else {
            body.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
