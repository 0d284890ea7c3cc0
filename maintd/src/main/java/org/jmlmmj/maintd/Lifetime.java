package org.jmlmmj.maintd;

import java.time.Duration;

/** How long things live that no control file decides about (spec 04 §4, §6–8). */
final class Lifetime {
    /** {@code queue/discarded/*}. */
    static final Duration DISCARDED = Duration.ofDays(7);

    /** {@code subconf/*} and {@code unsubconf/*}. */
    static final Duration CONFIRMATION = Duration.ofDays(7);

    /** A mail in {@code queue/} without side files: longer than any delivery lasts. */
    static final Duration UNADDRESSED_MAIL = Duration.ofHours(10);

    /** An empty folder in {@code requeue/}. */
    static final Duration EMPTY_FOLDER = Duration.ofHours(1);

    /** A folder in {@code requeue/} whose post is missing. */
    static final Duration FOLDER_WITHOUT_POST = Duration.ofDays(7);

    /** After it nobody is still writing a mail in {@code incoming/}, or about to send a released post. */
    static final Duration LEFT_BEHIND = Duration.ofHours(1);

    /** Temporary files. */
    static final Duration TEMPORARY = Duration.ofDays(1);

    /** A post that has a number may come into the archive so much later (spec 04 §11.1). */
    static final Duration IN_FLIGHT = Duration.ofDays(1);

    private Lifetime() {}
}
