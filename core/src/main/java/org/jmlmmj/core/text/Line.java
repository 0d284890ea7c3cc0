package org.jmlmmj.core.text;

/**
 * The output line being composed, with its width in columns and the last place where it may be broken. A break position counts
 * only when text follows it. Not thread-safe.
 */
final class Line {
    private static final int NONE = -1;

    private final StringBuilder text = new StringBuilder(128);
    private ZeroWidths zero = ZeroWidths.NONE;
    private boolean wide;
    private int width;
    /** Where the indentation by an including text ends; what {@code %^%} cuts back to. */
    private int start;

    private int startWidth;
    /** Where the text of a wrapped paragraph begins in this line. */
    private int textFrom;

    private int breakAt = NONE;
    private int breakWidth;
    private boolean breakAllowed;
    private boolean breakForbidden;

    void begin(int indent) {
        text.setLength(0);
        text.append(" ".repeat(indent));
        width = indent;
        start = indent;
        startWidth = indent;
        beginText();
    }

    StringBuilder text() {
        return text;
    }

    int length() {
        return text.length();
    }

    int width() {
        return width;
    }

    boolean isBlank() {
        return Blanks.fill(text, 0, text.length());
    }

    void append(CharSequence added, int from, int to) {
        text.append(added, from, to);
        int at = from;
        while (at < to) {
            int c = Character.codePointAt(added, at);
            width += columns(c);
            at += Character.charCount(c);
        }
    }

    /** Appends one character; {@code breakable} tells that a break before it is allowed. */
    void append(int c, boolean breakable) {
        if (!breakForbidden && (breakAllowed || breakable)) {
            breakAt = text.length();
            breakWidth = width;
        }
        breakAllowed = false;
        breakForbidden = false;
        text.appendCodePoint(c);
        width += columns(c);
    }

    private int columns(int c) {
        if (c < 128) {
            return 1;
        }
        if (zero.contain(c)) {
            return 0;
        }
        return wide ? 2 : 1;
    }

    /** A break is allowed between what is there and what comes. */
    void mayBreak() {
        breakAllowed = true;
    }

    /** A break is not allowed between what is there and what comes, whatever else allows it. */
    void mustNotBreak() {
        breakForbidden = true;
    }

    /** A break is allowed between what is there and what comes, whatever else forbids it before or behind this (spec 06 §11.4). */
    void mustBreak() {
        breakAt = text.length();
        breakWidth = width;
        breakAllowed = true;
        breakForbidden = false;
    }

    /** Whether a break is allowed between what is there and what comes. */
    boolean mayBreakHere() {
        return breakAllowed;
    }

    boolean isBreakable() {
        return breakAt > textFrom;
    }

    /** The last place where the line may be broken. */
    int breakAt() {
        return breakAt;
    }

    /** Makes what follows the break the beginning of the next line. */
    void breakOff(int indent) {
        String rest = text.substring(breakAt);
        text.setLength(0);
        text.append(" ".repeat(indent)).append(rest);
        width = indent + width - breakWidth;
        textFrom = indent;
        start = Math.min(startWidth, indent);
        startWidth = start;
        breakAt = NONE;
    }

    /** The text of a paragraph begins here. */
    void beginText() {
        textFrom = text.length();
        breakAt = NONE;
        breakAllowed = false;
        breakForbidden = false;
    }

    boolean hasText() {
        return text.length() > textFrom;
    }

    /** Removes spaces and tabs from the end of the paragraph's text. */
    void trim() {
        int end = text.length();
        while (end > textFrom && Blanks.isBlank(text.charAt(end - 1))) {
            end--;
        }
        width -= text.length() - end;
        text.setLength(end);
    }

    /** Removes all but the indentation. A paragraph still may not be broken before the column in which its text began. */
    void cut() {
        if (text.length() > start) {
            text.setLength(start);
            width = startWidth;
        }
        breakAt = NONE;
        breakAllowed = false;
        breakForbidden = false;
    }

    /** An included text begins here. */
    void beginIncluded() {
        start = text.length();
        startWidth = width;
    }

    void reckonWide(boolean isWide) {
        wide = isWide;
    }

    void reckonZero(ZeroWidths characters) {
        zero = characters;
    }
}
