package org.jmlmmj.core.subscriber;

import java.util.Locale;

/** Why somebody was subscribed or unsubscribed; the third part of the name of many list texts. Immutable and thread-safe. */
public enum Reason {
    /** A mail asked for it. */
    REQUEST,
    /** A request was confirmed. */
    CONFIRM,
    /** A gatekeeper permitted it. */
    PERMIT,
    /** An administrator did it. */
    ADMIN,
    /** Somebody who was subscribed chose another version. */
    SWITCH,
    /** Mail came back for too long. */
    BOUNCING;

    /** The word in the name of the text. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a mail by the person concerned was the last thing that happened, so that what we send answers it. */
    public boolean followsMail() {
        return this == REQUEST || this == CONFIRM || this == SWITCH;
    }
}
