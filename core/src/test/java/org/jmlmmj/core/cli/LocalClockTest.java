package org.jmlmmj.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LocalClockTest {
    private final Clock clock = new LocalClock();

    @Test
    void tells_the_present_time_in_the_zone_of_the_system() {
        Instant before = Clock.systemUTC().instant();
        Instant told = clock.instant();
        Instant after = Clock.systemUTC().instant();

        assertThat(told).isBetween(before, after);
        assertThat(clock.millis())
                .isBetween(before.toEpochMilli(), Clock.systemUTC().millis());
        assertThat(clock.getZone()).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void gives_the_same_time_in_another_zone() {
        Instant before = clock.instant();
        Clock other = clock.withZone(ZoneOffset.ofHours(5));

        assertThat(other.getZone()).isEqualTo(ZoneOffset.ofHours(5));
        assertThat(other.instant()).isBetween(before, before.plusSeconds(60));
    }
}
