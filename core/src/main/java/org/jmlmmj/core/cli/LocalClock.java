package org.jmlmmj.core.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * The system's clock in the system's time zone, of which it only knows the distance from UTC at the moment it is asked. All that
 * we write is the time of now. The JDK's clock would look through all jars for more time zones, which takes as long as storing
 * a mail. Stateless, so thread-safe.
 */
final class LocalClock extends Clock {
    private static final int MILLIS_PER_SECOND = 1000;
    private static final Clock UTC = Clock.systemUTC();

    @Override
    public ZoneId getZone() {
        return ZoneOffset.ofTotalSeconds(TimeZone.getDefault().getOffset(millis()) / MILLIS_PER_SECOND);
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
