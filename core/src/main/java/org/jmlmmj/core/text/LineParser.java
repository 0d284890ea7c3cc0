package org.jmlmmj.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.text.Token.Kind;

/**
 * Cuts one line into tokens, from left to right, looking at each character a bounded number of times (spec 06 §4). What a sign
 * opens depends only on the next sign of its kind on the same line, so it is known here; whether that sign is reached as an
 * opening one is only known in a mail, where a condition may suppress it. Not thread-safe.
 */
final class LineParser {
    private static final int NONE = -1;

    private final String line;
    private final List<Token> tokens = new ArrayList<>();
    private int lastPercent = NONE;
    private int lastDollar = NONE;

    private LineParser(String line) {
        this.line = line;
    }

    static ParsedLine parse(String line, String place) {
        LineParser parser = new LineParser(line);
        parser.run();
        return ParsedLine.of(line, parser.tokens, place);
    }

    private void run() {
        int textFrom = 0;
        int at = 0;
        while (at < line.length()) {
            if (isSpecial(line.charAt(at))) {
                add(Kind.TEXT, textFrom, at);
                at = readSpecial(at);
                textFrom = at;
            } else {
                at++;
            }
        }
        add(Kind.TEXT, textFrom, at);
    }

    private static boolean isSpecial(char c) {
        return c == '\\' || c == '%' || c == '$' || c == '\r' || c == '\n';
    }

    private void add(Kind kind, int from, int to) {
        if (from < to) {
            tokens.add(Token.of(kind, from, to));
        }
    }

    /** Reads what begins with the special character at this place; returns where the line goes on. */
    private int readSpecial(int at) {
        switch (line.charAt(at)) {
            case '%' -> {
                lastPercent = readSign(at, lastPercent);
                return at + 1;
            }
            case '$' -> {
                lastDollar = readSign(at, lastDollar);
                return at + 1;
            }
            case '\\' -> {
                return readEscape(at);
            }
            default -> {
                return readLineBreak(at);
            }
        }
    }

    /** Closes the sign before, if there is one, and begins another; returns its number. */
    private int readSign(int at, int last) {
        if (last != NONE) {
            Token opener = tokens.get(last);
            String words = line.substring(opener.to(), at);
            Optional<Directive> found =
                    line.charAt(at) == '%' ? Directives.parse(words) : Optional.of(Substitutions.parse(words));
            tokens.set(last, opener.opening(found, tokens.size() + 1));
        }
        add(Kind.SIGN, at, at + 1);
        return tokens.size() - 1;
    }

    private int readEscape(int at) {
        Kind kind = at + 1 == line.length()
                ? Kind.NOTHING
                : switch (line.charAt(at + 1)) {
                    case ' ' -> Kind.FIXED_SPACE;
                    case '/' -> Kind.BREAK;
                    case '=' -> Kind.NO_BREAK;
                    case '\\' -> Kind.BACKSLASH;
                    default -> Kind.NOTHING;
                };
        int end = at + (kind == Kind.NOTHING ? 1 : 2);
        add(kind, at, end);
        return end;
    }

    private int readLineBreak(int at) {
        boolean both = line.startsWith("\r\n", at);
        int end = at + (both ? 2 : 1);
        add(Kind.LINE_BREAK, at, end);
        lastPercent = NONE;
        lastDollar = NONE;
        return end;
    }
}
