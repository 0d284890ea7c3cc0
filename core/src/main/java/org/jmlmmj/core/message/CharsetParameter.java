package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jmlmmj.core.address.Ascii;

/**
 * Changes the {@code charset} of a {@code Content-Type:} header and nothing else of it: other parameters, comments and folds
 * stay. mime4j reads such headers but does not say what stands where. Stateless, so thread-safe.
 */
final class CharsetParameter {
    private static final String NAME = "charset";
    private static final int LONGEST_LINE = 76;

    private CharsetParameter() {}

    /** The header with this charset; empty if it is too odd to be changed by anybody but its author. */
    static Optional<Header> set(Header type, String charset, LineEnd lineEnd) {
        String raw = new String(type.raw(), StandardCharsets.ISO_8859_1);
        int end = raw.length();
        while (end > 0 && (raw.charAt(end - 1) == '\n' || raw.charAt(end - 1) == '\r')) {
            end--;
        }
        String line = raw.substring(0, end);
        String changed = new Cursor(line)
                .valueOf(NAME)
                .map(span -> line.substring(0, span.from()) + charset + line.substring(span.to()))
                .orElseGet(() -> append(line, charset, lineEnd));
        Header result = Header.of((changed + raw.substring(end)).getBytes(StandardCharsets.ISO_8859_1));
        return Optional.of(result).filter(header -> isMeant(type, header, charset));
    }

    private static String append(String line, String charset, LineEnd lineEnd) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ';' || WhiteSpace.is(line.charAt(end - 1)))) {
            end--;
        }
        String parameter = NAME + "=" + charset;
        int column = end - (line.lastIndexOf('\n', end - 1) + 1);
        boolean fits = column + parameter.length() + 2 <= LONGEST_LINE;
        return line.substring(0, end) + (fits ? "; " : ";" + lineEnd.text() + "\t") + parameter;
    }

    /** Reads the header again: everything must mean what it meant, but for the charset. */
    private static boolean isMeant(Header before, Header after, String charset) {
        ContentType old = ContentType.of(before);
        ContentType changed = ContentType.of(after);
        TypeParameters was = old.parameters();
        TypeParameters expected = new TypeParameters(
                was.boundary(), Optional.of(charset), was.isFlowed(), was.start(), was.isNamed(), Optional.empty());
        return changed.name().equals(old.name()) && changed.parameters().equals(expected);
    }

    private record Span(int from, int to) {}

    /** Walks over a structured header (RFC 2045 §5.1): tokens, quoted strings, comments. */
    private static final class Cursor {
        private final String raw;
        private int at;

        Cursor(String raw) {
            this.raw = raw;
            this.at = raw.indexOf(':') + 1;
        }

        Optional<Span> valueOf(String name) {
            while (skipTo(';')) {
                at++;
                skipWhite();
                int start = at;
                skipTo('=', ';');
                boolean isWanted =
                        Ascii.equalsIgnoreCase(raw.substring(start, at).strip(), name);
                if (isWanted && at < raw.length() && raw.charAt(at) == '=') {
                    at++;
                    skipWhite();
                    int from = at;
                    skipValue();
                    return Optional.of(new Span(from, at));
                }
            }
            return Optional.empty();
        }

        private void skipWhite() {
            while (at < raw.length() && (WhiteSpace.is(raw.charAt(at)) || raw.charAt(at) == '(')) {
                skipOne();
            }
        }

        private void skipValue() {
            boolean isQuoted = at < raw.length() && raw.charAt(at) == '"';
            if (isQuoted) {
                skipOne();
            }
            while (!isQuoted
                    && at < raw.length()
                    && ";(".indexOf(raw.charAt(at)) < 0
                    && !WhiteSpace.is(raw.charAt(at))) {
                at++;
            }
        }

        private boolean skipTo(char... wanted) {
            while (at < raw.length()) {
                for (char c : wanted) {
                    if (raw.charAt(at) == c) {
                        return true;
                    }
                }
                skipOne();
            }
            return false;
        }

        /** One character, or a whole quoted string or comment. */
        private void skipOne() {
            char c = raw.charAt(at);
            at++;
            if (c == '"') {
                skipNested('"', '"');
            } else if (c == '(') {
                skipNested('(', ')');
            }
        }

        private void skipNested(char open, char close) {
            int depth = 1;
            while (at < raw.length() && depth > 0) {
                char c = raw.charAt(at);
                if (c == '\\') {
                    at++;
                } else if (c == close) {
                    depth--;
                } else if (c == open) {
                    depth++;
                }
                at = Math.min(at + 1, raw.length());
            }
        }
    }
}
