package org.jmlmmj.bounce;

import java.util.Optional;
import org.jmlmmj.send.smtp.EnhancedStatus;

/** Finds reply codes and enhanced status codes in what servers and people wrote. Stateless, so thread-safe. */
final class Codes {
    /** RFC 3463 §3 knows subjects 0 to 7; more is a version number. */
    private static final int MOST_SUBJECT = 7;

    private static final int MOST_DIGITS = 3;

    private Codes() {}

    /** The enhanced code in a field {@code Status:}, which may be followed by a comment. */
    static Optional<EnhancedStatus> ofField(String value) {
        String text = value.strip();
        int end = 0;
        while (end < text.length() && (isDigit(text, end) || text.charAt(end) == '.')) {
            end++;
        }
        return EnhancedStatus.parse(text.substring(0, end));
    }

    /** The first enhanced code behind a reply code ({@code 550 5.1.1}, {@code 550-5.1.1}), else the first at all. */
    static Optional<EnhancedStatus> status(String text) {
        Optional<EnhancedStatus> first = Optional.empty();
        for (int i = 0; i < text.length(); i++) {
            if (!isStart(text, i)) {
                continue;
            }
            Optional<EnhancedStatus> found = statusAt(text, i);
            if (found.isPresent() && isBehindReply(text, i)) {
                return found;
            }
            first = first.isPresent() ? first : found;
        }
        return first;
    }

    private static Optional<EnhancedStatus> statusAt(String text, int at) {
        int end = at;
        while (end < text.length()
                && end - at <= 2 * MOST_DIGITS + 2
                && (isDigit(text, end) || text.charAt(end) == '.')) {
            end++;
        }
        // The dot at the end of a sentence.
        int last = text.charAt(end - 1) == '.' ? end - 1 : end;
        return EnhancedStatus.parse(text.substring(at, last)).filter(status -> status.subject() <= MOST_SUBJECT);
    }

    private static boolean isBehindReply(String text, int at) {
        int end = at;
        while (end > 0 && " -#(".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end >= 3 && isReply(text, end - 3) && (end == 3 || !isDigit(text, end - 4));
    }

    /** The first reply code of a failure: 4 or 5, 0 to 5, a digit. */
    static Optional<Integer> reply(String text) {
        for (int i = 0; i + 3 <= text.length(); i++) {
            if (isStart(text, i) && isReply(text, i) && isReplyEnd(text, i + 3)) {
                return Optional.of(Integer.parseInt(text.substring(i, i + 3)));
            }
        }
        return Optional.empty();
    }

    private static boolean isReply(String text, int at) {
        char first = text.charAt(at);
        char second = text.charAt(at + 1);
        return (first == '4' || first == '5') && second >= '0' && second <= '5' && isDigit(text, at + 2);
    }

    private static boolean isReplyEnd(String text, int at) {
        return at == text.length() || " -:;,)\t\n".indexOf(text.charAt(at)) >= 0;
    }

    /** Not inside of a number, an address or a word. */
    private static boolean isStart(String text, int at) {
        char c = text.charAt(at);
        if (c != '4' && c != '5') {
            return false;
        }
        return at == 0
                || !(Character.isLetterOrDigit(text.charAt(at - 1)) || "._@+=".indexOf(text.charAt(at - 1)) >= 0);
    }

    private static boolean isDigit(String text, int at) {
        char c = text.charAt(at);
        return c >= '0' && c <= '9';
    }
}
