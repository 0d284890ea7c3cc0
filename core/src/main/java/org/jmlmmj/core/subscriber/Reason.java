package org.jmlmmj.core.subscriber;

/** Why a subscription begins or ends; the word stands in the names of list texts (spec 02 §8.2). Immutable and thread-safe. */
public enum Reason {
    /** Somebody asked by mail. */
    REQUEST("request"),
    /** The address confirmed it. */
    CONFIRM("confirm"),
    /** A gatekeeper permitted it. */
    PERMIT("permit"),
    /** An administrator did it. */
    ADMIN("admin"),
    /** Only the version changed. */
    SWITCH("switch"),
    /** Mails came back for too long. */
    BOUNCING("bouncing");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** The word used in list text names. */
    public String word() {
        return word;
    }
}
