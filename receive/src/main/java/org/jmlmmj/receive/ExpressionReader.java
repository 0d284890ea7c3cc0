package org.jmlmmj.receive;

/** Reads an expression character by character. Not thread-safe. */
final class ExpressionReader {
    private final String text;
    private int at;

    ExpressionReader(String text) {
        this.text = text;
    }

    /** Whether nothing is left. */
    boolean atEnd() {
        return at == text.length();
    }

    /** Whether the next character is this one. */
    boolean sees(char c) {
        return sees(0, c);
    }

    /** Whether the character that many places further is this one. */
    boolean sees(int places, char c) {
        return at + places < text.length() && text.charAt(at + places) == c;
    }

    /** Whether the next character is one of these. */
    boolean seesOneOf(String characters) {
        return !atEnd() && characters.indexOf(text.charAt(at)) >= 0;
    }

    /** Goes past the next character if it is this one; whether it was. */
    boolean take(char c) {
        boolean seen = sees(c);
        if (seen) {
            at++;
        }
        return seen;
    }

    /** Goes past the next character, which must exist. */
    char take() {
        return text.charAt(at++);
    }

    /** Goes past digits; their value, at most {@code most} + 1, or -1 if there is no digit. */
    int takeNumber(int most) {
        int number = -1;
        while (seesOneOf("0123456789")) {
            int digit = take() - '0';
            // Stops growing above the limit, so that no count of digits overflows it.
            number = Math.min(Math.max(number, 0) * 10 + digit, most + 1);
        }
        return number;
    }
}
