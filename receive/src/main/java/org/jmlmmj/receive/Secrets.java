package org.jmlmmj.receive;

/**
 * Keeps cookies out of the system's log, which more people read than the list directory (spec 02 §9): one that was not used, or
 * came with a slip of the pen, still works. Stateless, so thread-safe.
 */
final class Secrets {
    private static final int DIGITS = 16;

    private Secrets() {}

    /** The extension with three dots for everything that may be a cookie. */
    static String hide(String extension) {
        StringBuilder shown = new StringBuilder();
        int start = 0;
        while (start < extension.length()) {
            int end = start;
            while (end < extension.length() && Character.digit(extension.charAt(end), 16) >= 0) {
                end++;
            }
            shown.append(end - start < DIGITS ? extension.substring(start, end) : "...");
            if (end < extension.length()) {
                shown.append(extension.charAt(end));
            }
            start = end + 1;
        }
        return shown.toString();
    }
}
