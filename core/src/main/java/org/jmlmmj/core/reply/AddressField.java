package org.jmlmmj.core.reply;

import org.jmlmmj.core.message.EncodedWords;

/**
 * Encodes the names in an address header that are not ASCII (RFC 2047 §5 (2) and (3)): {@code Jörg <jo@x.org>}, with or without
 * quotes, and comments. Addresses are left alone. Not thread-safe.
 */
final class AddressField {
    private final String value;
    private final StringBuilder result;
    private final StringBuilder phrase = new StringBuilder();
    private final int column;
    private boolean quoted;

    private AddressField(String value, int column) {
        this.value = value;
        this.column = column;
        this.result = new StringBuilder(value.length() * 2);
    }

    /**
     * The value, encoded and folded.
     *
     * @param value on one line
     * @param column how many characters stand before it
     */
    static String encode(String value, int column) {
        return new AddressField(value, column).run();
    }

    private String run() {
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (quoted && c == '\\' && at + 1 < value.length()) {
                phrase.append(c).append(value.charAt(at + 1));
                at++;
            } else if (c == '"') {
                quoted = !quoted;
                phrase.append(c);
            } else if (!quoted && c == '<') {
                endPhrase();
                at = copyThrough('>', at);
            } else if (!quoted && c == '(') {
                endPhrase();
                at = encodeComment(at);
            } else if (!quoted && (c == ',' || c == ':' || c == ';')) {
                endPhrase();
                result.append(c);
            } else {
                phrase.append(c);
            }
            at++;
        }
        endPhrase();
        return result.toString();
    }

    /** Copies up to the closing character; returns where that is, or the end. */
    private int copyThrough(char closing, int at) {
        int end = value.indexOf(closing, at);
        int last = end < 0 ? value.length() - 1 : end;
        result.append(value, at, last + 1);
        return last;
    }

    private int encodeComment(int at) {
        int end = value.indexOf(')', at);
        if (end < 0) {
            return copyThrough(')', at);
        }
        String comment = value.substring(at + 1, end);
        result.append('(').append(isAscii(comment) ? comment : encoded(comment)).append(')');
        return end;
    }

    private void endPhrase() {
        String text = phrase.toString();
        phrase.setLength(0);
        if (isAscii(text) || text.indexOf('@') >= 0) {
            result.append(text);
            return;
        }
        String words = text.strip().replaceAll("\\\\(.)|\"", "$1");
        result.append(text.startsWith(" ") ? " " : "").append(encoded(words)).append(text.endsWith(" ") ? " " : "");
    }

    private String encoded(String words) {
        int lineStart = result.lastIndexOf("\n");
        int used = lineStart < 0 ? column + result.length() : result.length() - lineStart;
        return HeaderField.folded(EncodedWords.encodePhrase(words, used));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
