package org.jmlmmj.send;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When notes are to be synced: a sync per recipient would cost more than the delivery, so many share one. At most
 * {@value #MOST} recipients, or those of 200 ms, may get a mail twice after a crash (spec 03 §10.2). Not thread-safe.
 */
final class GroupCommit {
    /** So many notes are synced at once. */
    static final int MOST = 500;

    /** No note waits longer. */
    static final Duration LONGEST = Duration.ofMillis(200);

    private final LongSupplier nanoTime;
    private long due;
    private int notes;

    GroupCommit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One more note waits. */
    void noted() {
        if (notes == 0) {
            due = nanoTime.getAsLong() + LONGEST.toNanos();
        }
        notes++;
    }

    /** Whether a note waits at all. */
    boolean isPending() {
        return notes > 0;
    }

    /** Whether it is time to sync. */
    boolean isDue() {
        return notes >= MOST || (notes > 0 && due - nanoTime.getAsLong() <= 0);
    }

    /** How long the oldest note may still wait. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, due - nanoTime.getAsLong()));
    }

    /** All notes are synced. */
    void done() {
        notes = 0;
    }
}
