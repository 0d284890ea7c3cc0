package org.jmlmmj.core.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it, forwards or backwards. Thread-safe. */
public final class MovableClock extends Clock {
    private final ZoneId zone;
    private volatile Instant now;

    private MovableClock(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock at this time, in UTC. */
    public static MovableClock at(Instant now) {
        return new MovableClock(now, ZoneOffset.UTC);
    }

    /** Moves the clock by this much. */
    public void move(Duration duration) {
        now = now.plus(duration);
    }

    /** Sets the clock. */
    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public MovableClock withZone(ZoneId other) {
        return new MovableClock(now, other);
    }
}
