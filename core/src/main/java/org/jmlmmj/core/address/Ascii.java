package org.jmlmmj.core.address;

/**
 * ASCII case rules. mlmmj folds only the letters A to Z and leaves every other character alone (spec 01 §7.2), whatever the
 * locale says; {@link String#toLowerCase()} would also change other alphabets and so other people's addresses. Stateless,
 * so thread-safe.
 */
public final class Ascii {
    private Ascii() {}

    /** The text with A–Z turned into a–z and nothing else changed. */
    public static String lowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return lowerCaseFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerCaseFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++) {
            chars[i] = lowerCase(chars[i]);
        }
        return new String(chars);
    }

    /** The character, turned into a–z if it is one of A–Z. */
    public static char lowerCase(char c) {
        return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
    }

    /** Whether both texts are equal when A–Z and a–z count as the same. */
    public static boolean equalsIgnoreCase(String a, String b) {
        return a.length() == b.length() && startsWithIgnoreCase(a, b);
    }

    /** Whether {@code text} begins with {@code prefix} when A–Z and a–z count as the same. */
    public static boolean startsWithIgnoreCase(String text, String prefix) {
        if (text.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (lowerCase(text.charAt(i)) != lowerCase(prefix.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
