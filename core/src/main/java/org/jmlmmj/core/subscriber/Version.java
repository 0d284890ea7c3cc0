package org.jmlmmj.core.subscriber;

import java.util.Optional;

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

    /** How an address is subscribed that stands in these folders; empty if it is not (table in spec 01 §7.3). */
    static Optional<Version> of(boolean inNormal, boolean inDigest, boolean inNomail) {
        if (inNormal && inDigest) {
            return Optional.of(BOTH);
        }
        if (!inDigest && inNomail) {
            return Optional.of(NOMAIL);
        }
        if (inNormal) {
            return Optional.of(NORMAL);
        }
        return inDigest ? Optional.of(DIGEST) : Optional.empty();
    }
}
