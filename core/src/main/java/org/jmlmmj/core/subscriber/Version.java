package org.jmlmmj.core.subscriber;

/** How somebody is subscribed (spec 01 §7.3). Immutable and thread-safe. */
public enum Version {
    /** Gets every post. */
    NORMAL("normal"),
    /** Gets digests. */
    DIGEST("digest"),
    /** Counts as a subscriber and gets nothing. */
    NOMAIL("nomail"),
    /** Gets every post and digests. */
    BOTH("both");

    private final String word;

    Version(String word) {
        this.word = word;
    }

    /** The word used in list text names and commands. */
    public String word() {
        return word;
    }
}
