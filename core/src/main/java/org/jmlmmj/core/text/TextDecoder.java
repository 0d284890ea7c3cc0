package org.jmlmmj.core.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the octets of a list text, or of a file it includes, into lines (spec 06 §3): UTF-8 without byte order mark, each line
 * ended by LF, CR or both, {@code \}{@code uNNNN} replaced by its character, no NUL, no lone surrogate. A bad octet sequence
 * becomes U+FFFD and takes nothing else with it. Stateless, so thread-safe.
 */
final class TextDecoder {
    private static final char REPLACEMENT = '\ufffd';

    private TextDecoder() {}

    /** The lines; one may still hold CR or LF, written as an escape, which ends a line of the body there. */
    static List<String> lines(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        int start = text.startsWith("\ufeff") ? 1 : 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            lines.add(unescape(text.substring(start, end)));
            boolean both = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
            start = end + (both ? 2 : 1);
        }
        return lines;
    }

    private static String unescape(String line) {
        if (line.indexOf('\\') < 0 && line.indexOf('\0') < 0) {
            return line;
        }
        StringBuilder result = new StringBuilder(line.length());
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
            if (c == '\\' && next == '\\') {
                // Protects a "u" behind it; what the two mean is the scanner's business.
                result.append("\\\\");
                at += 2;
            } else if (c == '\\' && next == 'u') {
                at = unescape(line, at + 2, result);
            } else {
                append(result, c);
                at++;
            }
        }
        return withoutLoneSurrogates(result);
    }

    /** Appends the character whose number stands at this place, or a question mark; returns where the text goes on. */
    private static int unescape(String line, int digits, StringBuilder result) {
        int value = 0;
        for (int i = digits; i < digits + 4; i++) {
            int digit = i < line.length() ? hexDigit(line.charAt(i)) : -1;
            if (digit < 0) {
                result.append('?');
                return digits;
            }
            value = value << 4 | digit;
        }
        append(result, (char) value);
        return digits + 4;
    }

    /** Unlike {@link Character#digit}, knows no digits but ASCII's. */
    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static void append(StringBuilder result, char c) {
        if (c != '\0') {
            result.append(c);
        }
    }

    private static String withoutLoneSurrogates(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
            if (pair) {
                i++;
            } else {
                text.setCharAt(i, REPLACEMENT);
            }
        }
        return text.toString();
    }
}
