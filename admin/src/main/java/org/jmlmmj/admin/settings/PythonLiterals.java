package org.jmlmmj.admin.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads literals of Python: texts, whole numbers, {@code True}, {@code False}, {@code None}, lists and tuples of them, and maps
 * with texts as keys. Nothing is executed; an expression is a mistake. For one thread.
 */
final class PythonLiterals {
    private final String text;
    private int at;

    PythonLiterals(String text) {
        this.text = text;
    }

    /** What is wrong with a literal, for a person who sees the line. */
    static final class NotALiteralException extends Exception {
        private static final long serialVersionUID = 1;

        NotALiteralException(String message) {
            super(message);
        }
    }

    /** The one literal that the text is. */
    SettingValue readAll(String where) throws NotALiteralException {
        SettingValue value = read(where);
        skipBlanks();
        if (at < text.length()) {
            throw new NotALiteralException("\"" + rest() + "\" behind the value is not understood");
        }
        return value;
    }

    private SettingValue read(String where) throws NotALiteralException {
        skipBlanks();
        if (at == text.length()) {
            throw new NotALiteralException("the value is missing");
        }
        return switch (text.charAt(at)) {
            case '[' -> new SettingValue.Items(where, items(where, ']'));
            case '(' -> parenthesised(where);
            case '{' -> new SettingValue.Entries(where, entries(where));
            default -> scalar(where);
        };
    }

    private SettingValue parenthesised(String where) throws NotALiteralException {
        int start = at;
        List<SettingValue.Scalar> items = items(where, ')');
        boolean isTuple = items.size() != 1 || text.substring(start, at).matches("(?s).*,\\s*\\)");
        return isTuple ? new SettingValue.Items(where, items) : items.get(0);
    }

    private List<SettingValue.Scalar> items(String where, char end) throws NotALiteralException {
        List<SettingValue.Scalar> items = new ArrayList<>();
        at++;
        while (!skipTo(end)) {
            items.add(scalar(where));
            skipComma(end);
        }
        return items;
    }

    private Map<String, SettingValue.Scalar> entries(String where) throws NotALiteralException {
        Map<String, SettingValue.Scalar> entries = new LinkedHashMap<>();
        at++;
        while (!skipTo('}')) {
            String key = scalar(where).text().orElseThrow(() -> new NotALiteralException("None is no name"));
            skipBlanks();
            if (at == text.length() || text.charAt(at) != ':') {
                throw new NotALiteralException("a colon is missing behind \"" + key + "\"");
            }
            at++;
            entries.put(key, scalar(where));
            skipComma('}');
        }
        return entries;
    }

    /** Passes over the end of a collection if it is here. */
    private boolean skipTo(char end) throws NotALiteralException {
        skipBlanks();
        if (at == text.length()) {
            throw new NotALiteralException("\"" + end + "\" is missing");
        }
        if (text.charAt(at) == end) {
            at++;
            return true;
        }
        return false;
    }

    private void skipComma(char end) throws NotALiteralException {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        } else if (at == text.length() || text.charAt(at) != end) {
            throw new NotALiteralException("a comma or \"" + end + "\" is missing before \"" + rest() + "\"");
        }
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = PythonTokens.endOfLine(text, at);
            } else if (Character.isWhitespace(c) || c == '\\') {
                at++;
            } else {
                return;
            }
        }
    }

    private SettingValue.Scalar scalar(String where) throws NotALiteralException {
        skipBlanks();
        if (at < text.length() && "uUrRbB".indexOf(text.charAt(at)) >= 0 && isQuote(at + 1)) {
            boolean raw = "rR".indexOf(text.charAt(at)) >= 0;
            at++;
            return new SettingValue.Scalar(where, Optional.of(quoted(raw)));
        }
        if (isQuote(at)) {
            StringBuilder joined = new StringBuilder(quoted(false));
            skipBlanks();
            while (isQuote(at)) {
                joined.append(quoted(false));
                skipBlanks();
            }
            return new SettingValue.Scalar(where, Optional.of(joined.toString()));
        }
        return new SettingValue.Scalar(where, word());
    }

    private boolean isQuote(int position) {
        return position < text.length() && "\"'".indexOf(text.charAt(position)) >= 0;
    }

    private String quoted(boolean raw) throws NotALiteralException {
        int end = PythonTokens.endOfText(text, at);
        int marks = text.startsWith(text.substring(at, at + 1).repeat(3), at) ? 3 : 1;
        if (end < at + 2 * marks || text.charAt(end - 1) != text.charAt(at)) {
            throw new NotALiteralException("a quote is not closed: " + rest());
        }
        String inside = text.substring(at + marks, end - marks);
        at = end;
        return raw ? inside : PythonTokens.unescape(inside);
    }

    private Optional<String> word() throws NotALiteralException {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-.+".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("None")) {
            return Optional.empty();
        }
        if (word.equals("True") || word.equals("False")) {
            return Optional.of(word.toLowerCase(Locale.ROOT));
        }
        if (word.matches("0[oO][0-7]+")) {
            return Optional.of("0" + word.substring(2));
        }
        if (word.matches("[-+]?[0-9]+")) {
            return Optional.of(word);
        }
        at = start;
        throw new NotALiteralException("\"" + rest() + "\" is not a plain value");
    }

    private String rest() {
        String rest = text.substring(at).strip();
        int end = PythonTokens.endOfLine(rest, 0);
        return rest.substring(0, Math.min(end, 40));
    }
}
