package org.jmlmmj.send.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How servers of different strictness read what a client sends: as commands and mails. Those that take more for a line end, or for
 * the final dot, than RFC 5321 §2.3.8 does are what "SMTP smuggling" lives on. Immutable and thread-safe.
 */
enum ServerReading {
    /** Lines end with CR LF. */
    STRICT("\\r\\n", "\\."),
    /** LF alone ends a line too. */
    BARE_LF("\\r?\\n", "\\."),
    /** So does CR alone. */
    BARE_CR("\\r\\n|\\n|\\r", "\\."),
    /** Any of these, and blanks or NULs may follow the dot. */
    LENIENT_DOT("\\r\\n|\\n|\\r", "\\.[ \\t\\x00]*");

    private static final Pattern CHUNK = Pattern.compile("BDAT ([0-9]+) LAST");

    private final Pattern lineEnd;
    private final Pattern finalDot;

    ServerReading(String lineEnd, String finalDot) {
        this.lineEnd = Pattern.compile(lineEnd);
        this.finalDot = Pattern.compile(finalDot);
    }

    /** The commands of a session; the content of a mail follows its DATA or BDAT, with a mark in front. */
    List<String> read(String session) {
        List<String> read = new ArrayList<>();
        Lines lines = new Lines(session);
        while (!lines.isAtEnd()) {
            String command = lines.next();
            read.add(command);
            Matcher chunk = CHUNK.matcher(command);
            if (command.equals("DATA")) {
                read.add("mail " + mail(lines));
            } else if (chunk.matches()) {
                read.add("mail " + lines.take(Integer.parseInt(chunk.group(1))));
            }
        }
        return read;
    }

    private String mail(Lines lines) {
        StringBuilder mail = new StringBuilder();
        while (!lines.isAtEnd()) {
            String line = lines.next();
            if (finalDot.matcher(line).matches()) {
                return mail.toString();
            }
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return mail + "(never ended)";
    }

    private final class Lines {
        private final String text;
        private final Matcher end;
        private int at;

        Lines(String text) {
            this.text = text;
            this.end = lineEnd.matcher(text);
        }

        boolean isAtEnd() {
            return at == text.length();
        }

        String next() {
            int from = at;
            if (end.find(from)) {
                at = end.end();
                return text.substring(from, end.start());
            }
            at = text.length();
            return text.substring(from) + "(no line end)";
        }

        String take(int count) {
            int from = at;
            at = Math.min(text.length(), at + count);
            return text.substring(from, at);
        }
    }
}
