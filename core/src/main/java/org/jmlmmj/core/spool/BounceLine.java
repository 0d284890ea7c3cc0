package org.jmlmmj.core.spool;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * One line of a bounce record, {@code IDENT:EPOCH # CTIME (REASON)} (spec 01 §8.8, 05 §2). Programs read the words before the
 * {@code #}, people what follows. Immutable and thread-safe.
 *
 * @param ident index of the post, or another word from the bounce address
 * @param epochSecond when, in seconds since 1970
 * @param comment what follows the {@code #}: the local time and perhaps why
 */
public record BounceLine(String ident, long epochSecond, String comment) {
    /** So that a line stays readable, and a flood of bounces small. */
    private static final int MOST_REASON = 200;

    /** Enough for every time that can be meant; more would not fit a long. */
    private static final int MOST_DIGITS = 18;

    /**
     * A line for something that comes back now.
     *
     * @param time in the zone the line is to show
     * @param reason why, in any characters; cleaned and cut; may be empty
     */
    static BounceLine of(String ident, ZonedDateTime time, String reason) {
        String words = clean(reason);
        return new BounceLine(
                word(ident),
                DayCount.epochSecond(time),
                CTime.format(time) + (words.isEmpty() ? "" : " (" + words + ")"));
    }

    /** A colon, blank or line end in the identifier, which strangers choose, would forge the time or another record. */
    private static String word(String ident) {
        StringBuilder word = new StringBuilder(ident);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c <= ' ' || c >= 127 || c == ':' || c == '#') {
                word.setCharAt(i, '_');
            }
        }
        return word.toString();
    }

    /** A second # would be read by the 1.5 series as the one that ends the time (spec 04 §9.2). */
    private static String clean(String reason) {
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < reason.length() && words.length() < MOST_REASON; i++) {
            char c = reason.charAt(i);
            if (Character.isISOControl(c) || Character.isSpaceChar(c) || c == '#' || c == '\ufffd') {
                gap = words.length() > 0;
            } else {
                words.append(gap ? " " : "").append(c);
                gap = false;
            }
        }
        int last = words.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(words.charAt(last))) {
            words.setLength(last);
        }
        return words.toString();
    }

    /** Reads a line: what stands before the first colon, then digits; empty if it has another form. */
    public static Optional<BounceLine> parse(String line) {
        int colon = line.indexOf(':');
        int mark = line.indexOf('#');
        if (colon < 0 || mark < colon) {
            return Optional.empty();
        }
        String digits = line.substring(colon + 1, mark).strip();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(new BounceLine(
                line.substring(0, colon),
                Long.parseLong(digits),
                line.substring(mark + 1).strip()));
    }

    /** The line with its newline. */
    String text() {
        return ident + ":" + epochSecond + " # " + comment + "\n";
    }
}
