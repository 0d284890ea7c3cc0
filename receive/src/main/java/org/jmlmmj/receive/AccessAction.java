package org.jmlmmj.receive;

import java.util.Locale;

/** What an access rule says about a post (spec 02 §5.3). */
public enum AccessAction {
    /** The post goes on to the other posting rules. */
    ALLOW("allowed"),
    /** The post goes on and passes the restrictions of posters and {@code moderated}. */
    SEND("sent"),
    /** The poster is told that the post is not wanted. */
    DENY("denied"),
    /** The post waits for a moderator, unless a later rule about posters denies it. */
    MODERATE("moderated"),
    /** The post is put aside without an answer. */
    DISCARD("discarded");

    private final String outcome;

    AccessAction(String outcome) {
        this.outcome = outcome;
    }

    /** The word at the start of a rule; lower case only. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What has become of the post, as a participle. */
    String outcome() {
        return outcome;
    }
}
