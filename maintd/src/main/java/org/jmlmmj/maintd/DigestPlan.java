package org.jmlmmj.maintd;

import java.io.IOException;

/**
 * Decides whether a digest is due and what it holds (spec 04 §11.1). Immutable and thread-safe.
 *
 * @param last what was sent before
 * @param next what is written when this is done; equal to {@code last} if nothing is to be done
 */
record DigestPlan(LastDigest last, LastDigest next) {
    /**
     * When digests are due.
     *
     * @param interval seconds after which one is due
     * @param most posts after which one is due, and the most that one holds
     */
    record Rhythm(long interval, long most) {}

    /** Tells up to which number every post is in the archive or will never be. */
    interface Completeness {
        long number() throws IOException;
    }

    /**
     * Decides.
     *
     * @param index number of the last post
     * @param now seconds since 1970
     * @param complete asked only if it matters
     */
    static DigestPlan of(LastDigest last, Rhythm rhythm, long index, long now, Completeness complete)
            throws IOException {
        if (!isDue(last, rhythm, index, now)) {
            return new DigestPlan(last, last);
        }
        if (index <= last.index()) {
            // Nothing new, or somebody has reset the index: only the time moves.
            return new DigestPlan(last, new LastDigest(index, now, last.issue()));
        }
        long wanted = index - last.index() > rhythm.most() ? last.index() + rhythm.most() : index;
        long end = Math.min(wanted, complete.number());
        if (end <= last.index()) {
            // All of them are still on their way; the digest stays due.
            return new DigestPlan(last, last);
        }
        return new DigestPlan(last, new LastDigest(end, now, last.issue() + 1));
    }

    /** A last digest that lies far in the future was noted by a clock that was wrong; waiting for that time helps nobody. */
    private static boolean isDue(LastDigest last, Rhythm rhythm, long index, long now) {
        return Math.abs(now - last.time()) >= rhythm.interval() || index - last.index() >= rhythm.most();
    }

    /** Whether {@code lastdigest} is to be written. */
    boolean isDue() {
        return !next.equals(last);
    }

    /** Whether there are posts for a digest. */
    boolean hasPosts() {
        return next.index() > last.index();
    }

    /** Number of the first post. */
    long first() {
        return last.index() + 1;
    }

    /** What is written if none of the posts exists any more: the issue is still to come. */
    LastDigest withoutIssue() {
        return new LastDigest(next.index(), next.time(), last.issue());
    }

    /** The numbers of the posts, as texts show them. */
    String range() {
        return first() == next.index() ? Long.toString(first()) : first() + "-" + next.index();
    }
}
