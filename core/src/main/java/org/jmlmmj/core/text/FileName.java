package org.jmlmmj.core.text;

/**
 * The name of a file in {@code text/} or {@code control/} for which a list text asks: ASCII letters, digits, {@code _}, {@code -}
 * and {@code .}, not starting with a dot (spec 06 §6, 01 §5.4). So no text can name a file elsewhere ({@code ../../etc/passwd})
 * or a hidden one. Immutable and thread-safe.
 *
 * @param value the name
 */
record FileName(String value) {
    FileName {
        if (!isUsable(value)) {
            throw new IllegalArgumentException("not the name of a list text or control file: " + value);
        }
    }

    static boolean isUsable(String text) {
        return !text.isEmpty() && text.charAt(0) != '.' && text.chars().allMatch(FileName::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }

    @Override
    public String toString() {
        return value;
    }
}
