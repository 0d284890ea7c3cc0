package org.jmlmmj.maintd;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lastdigest} says (spec 01 §8.12, 04 §11.1). Immutable and thread-safe.
 *
 * @param index number of the last post that a digest covers
 * @param time when the last digest was due, in seconds since 1970
 * @param issue number of the last digest
 */
record LastDigest(long index, long time, long issue) {
    /** Nothing was ever sent. */
    static final LastDigest NONE = new LastDigest(0, 0, 0);

    private static final int MOST_DIGITS = 18;

    /**
     * Reads the file: two or three numbers separated by colons, on its first line. Nothing at all means {@link #NONE}.
     *
     * @return empty if the content makes no sense
     */
    static Optional<LastDigest> parse(String content) {
        int end = content.indexOf('\n');
        String line = (end < 0 ? content : content.substring(0, end)).strip();
        if (line.isEmpty()) {
            return Optional.of(NONE);
        }
        String[] fields = line.split(":", -1);
        if (fields.length < 2 || fields.length > 3) {
            return Optional.empty();
        }
        long[] numbers = new long[3];
        for (int i = 0; i < fields.length; i++) {
            if (!isNumber(fields[i])) {
                return Optional.empty();
            }
            numbers[i] = Long.parseLong(fields[i]);
        }
        return Optional.of(new LastDigest(numbers[0], numbers[1], numbers[2]));
    }

    // Written out as in FileIdentity: it is asked for each list.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LastDigest that && index == that.index && time == that.time && issue == that.issue;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * (31 * index + time) + issue);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS;
    }

    /** The form that is written. */
    String text() {
        return index + ":" + time + ":" + issue + "\n";
    }
}
