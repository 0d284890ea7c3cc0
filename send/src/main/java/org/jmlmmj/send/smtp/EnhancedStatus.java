package org.jmlmmj.send.smtp;

import java.util.Optional;

/**
 * An enhanced status code, for example {@code 5.1.1}: what kind of trouble a server has with what (RFC 3463 §2). Immutable and
 * thread-safe.
 *
 * @param kind 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject what it is about: 1 the address, 2 the mailbox, …
 * @param detail what exactly
 */
public record EnhancedStatus(int kind, int subject, int detail) {
    /** RFC 3463 §2: {@code subject = 1*3digit}, {@code detail = 1*3digit}. */
    private static final int MOST_DIGITS = 3;

    /** The code that a text begins with; empty if it begins with none (RFC 2034 §4: code, then a blank). */
    public static Optional<EnhancedStatus> parse(String text) {
        int end = text.indexOf(' ');
        String[] parts = (end < 0 ? text : text.substring(0, end)).split("\\.", -1);
        if (parts.length != 3 || !parts[0].matches("[245]") || !isNumber(parts[1]) || !isNumber(parts[2])) {
            return Optional.empty();
        }
        return Optional.of(
                new EnhancedStatus(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Whether the address itself is bad for good: 5.1.x, "address status", or 5.2.1, "mailbox disabled" (spec 03 §9.3). Only
     * these tell after the end of a message that it is not the message that is refused.
     */
    public boolean isBadAddress() {
        return kind == 5 && (subject == 1 || (subject == 2 && detail == 1));
    }

    /**
     * Whether the mail or its sender is not wanted, which is no fault of the recipient (RFC 3463 §3): security and policy (x.7.x),
     * content (x.6.x), size (x.2.3, x.3.4), and the sender's address (x.1.7, x.1.8).
     */
    public boolean isPolicy() {
        return switch (subject) {
            case 1 -> detail == 7 || detail == 8;
            case 2 -> detail == 3;
            case 3 -> detail == 4;
            default -> subject == 6 || subject == 7;
        };
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
