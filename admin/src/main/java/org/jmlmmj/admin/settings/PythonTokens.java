package org.jmlmmj.admin.settings;

/** Where lines, texts and statements of Python end, and what a text means. Stateless and thread-safe. */
final class PythonTokens {
    private PythonTokens() {}

    /** Whether brackets and quotes are closed at the end, so that a statement ends there. */
    static boolean isComplete(String statement) {
        int depth = 0;
        int i = 0;
        while (i < statement.length()) {
            char c = statement.charAt(i);
            if (c == '#') {
                i = endOfLine(statement, i);
            } else if (c == '"' || c == '\'') {
                int end = endOfText(statement, i);
                if (end < 0) {
                    return false;
                }
                i = end;
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                i++;
            }
        }
        return depth <= 0 && !statement.endsWith("\\");
    }

    /** The end of the line, without its mark. */
    static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Behind the closing quote; negative if it is missing. Triple quotes are texts of several lines. */
    static int endOfText(String text, int from) {
        String quote = text.substring(from, from + 1);
        boolean triple = text.startsWith(quote.repeat(3), from);
        String end = triple ? quote.repeat(3) : quote;
        for (int i = from + end.length(); i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(end, i)) {
                return i + end.length();
            } else if (!triple && text.charAt(i) == '\n') {
                return i;
            }
        }
        return triple ? -1 : text.length();
    }

    /** The text between quotes, with its escapes resolved. */
    static String unescape(String inside) throws PythonLiterals.NotALiteralException {
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c != '\\' || i + 1 == inside.length()) {
                plain.append(c);
                continue;
            }
            char escaped = inside.charAt(++i);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case '\\', '\'', '"' -> plain.append(escaped);
                case '\n' -> {}
                default ->
                    throw new PythonLiterals.NotALiteralException("the escape \\" + escaped + " is not understood");
            }
        }
        return plain.toString();
    }
}
