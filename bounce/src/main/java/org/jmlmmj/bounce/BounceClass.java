package org.jmlmmj.bounce;

import org.jmlmmj.send.smtp.EnhancedStatus;

/** What a mail to a bounce address says about the address it is about (spec 05 §6.2). Immutable and thread-safe. */
enum BounceClass {
    /** Nothing will ever reach the address. */
    PERMANENT("permanent"),
    /** The mail was given up, though another one may get through: a full mailbox, a server that could not be reached. */
    TRANSIENT("transient"),
    /** The mail or its sender is not wanted; that is no fault of the address. */
    POLICY("policy"),
    /** A program answered: the mail has arrived. */
    AUTO_REPLY("auto-reply"),
    /** Nothing failed: warnings about delays, reports of success, read receipts, complaints. */
    NO_BOUNCE("no bounce"),
    /** Nobody here understands it. */
    UNKNOWN("unknown");

    private final String word;

    BounceClass(String word) {
        this.word = word;
    }

    /** Whether the report counts against the address. */
    boolean counts() {
        return this == PERMANENT || this == TRANSIENT;
    }

    /** The word in logs and records. */
    String word() {
        return word;
    }

    /** The class of a failure with this code (RFC 3463 §3, codes registered at IANA). */
    static BounceClass of(EnhancedStatus status) {
        return switch (status.subject()) {
            // 5.1.7 and 5.1.8 are about the sender's address.
            case 1 -> status.detail() == 7 || status.detail() == 8 ? POLICY : byKind(status);
            case 2 -> ofMailbox(status);
            case 3 -> ofSystem(status);
            // 4.4.7 and Exchange's x.4.300: time is over, whatever the first digit.
            case 4 -> status.detail() == 7 || status.detail() == 300 ? TRANSIENT : byKind(status);
            case 6, 7 -> POLICY;
            default -> byKind(status);
        };
    }

    private static BounceClass ofMailbox(EnhancedStatus status) {
        return switch (status.detail()) {
            case 2 -> TRANSIENT;
            case 3 -> POLICY;
            default -> byKind(status);
        };
    }

    private static BounceClass ofSystem(EnhancedStatus status) {
        return switch (status.detail()) {
            case 1 -> TRANSIENT;
            case 4 -> POLICY;
            default -> byKind(status);
        };
    }

    private static BounceClass byKind(EnhancedStatus status) {
        return status.kind() == 5 ? PERMANENT : TRANSIENT;
    }
}
