package org.jmlmmj.send;

/** Whether addresses that a relay refuses for good get a bounce record (table in spec 03 §4). Immutable and thread-safe. */
enum Bounces {
    /** Yes: the recipients were just read from the subscribers. */
    RECORDED,
    /**
     * Yes, if they are still subscribed, and also for some transient refusals: this is not the first attempt (spec 03
     * §9.3).
     */
    RECORDED_ON_RETRY,
    /** No: the recipients are no subscribers; whom the relay refuses waits like everybody else. */
    NOT_RECORDED
}
