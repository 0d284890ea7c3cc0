package org.jmlmmj.core.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The system's clock in the system's time zone. Unlike the JDK's it loads the time zones only when somebody asks for the zone:
 * that takes as long as storing a mail, and the mail server waits. Stateless, so thread-safe.
 */
final class LocalClock extends Clock {
    private static final Clock UTC = Clock.systemUTC();

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return UTC.instant();
    }

    @Override
    public long millis() {
        return UTC.millis();
    }
}
