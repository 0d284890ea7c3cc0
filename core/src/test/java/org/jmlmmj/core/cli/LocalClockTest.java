package org.jmlmmj.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClockTest {
    private final Clock clock = new LocalClock();

    @Test
    void tells_the_present_time() {
        Instant before = Clock.systemUTC().instant();
        Instant told = clock.instant();
        Instant after = Clock.systemUTC().instant();

        assertThat(told).isBetween(before, after);
        assertThat(clock.millis())
                .isBetween(before.toEpochMilli(), Clock.systemUTC().millis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"})
    void tells_the_local_time_of_now(String zone) {
        TimeZone system = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));

            ZonedDateTime now = ZonedDateTime.now(clock);

            assertThat(now.getOffset()).isEqualTo(ZoneId.of(zone).getRules().getOffset(now.toInstant()));
        } finally {
            TimeZone.setDefault(system);
        }
    }

    @Test
    void gives_the_same_time_in_another_zone() {
        Instant before = clock.instant();
        Clock other = clock.withZone(ZoneOffset.ofHours(5));

        assertThat(other.getZone()).isEqualTo(ZoneOffset.ofHours(5));
        assertThat(other.instant()).isBetween(before, before.plusSeconds(60));
    }
}
