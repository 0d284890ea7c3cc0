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
        if (status.isPolicy()) {
            return POLICY;
        }
        // 4.4.7 and Exchange's x.4.300: time is over. x.2.2 and x.3.1: something is full. Whatever the first digit.
        boolean passes = switch (status.subject()) {
            case 2 -> status.detail() == 2;
            case 3 -> status.detail() == 1;
            case 4 -> status.detail() == 7 || status.detail() == 300;
            default -> false;
        };
        return passes ? TRANSIENT : byKind(status);
    }

    private static BounceClass byKind(EnhancedStatus status) {
        return status.kind() == 5 ? PERMANENT : TRANSIENT;
    }
}
