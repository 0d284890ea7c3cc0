package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DayCountTest {
    @Property
    void agrees_with_the_jdk(
            @ForAll @LongRange(min = -99_999_999_999L, max = 99_999_999_999L) long epoch,
            @ForAll @IntRange(min = -64_800, max = 64_800) int offset) {
        ZonedDateTime time = Instant.ofEpochSecond(epoch).atZone(ZoneOffset.ofTotalSeconds(offset));

        assertThat(DayCount.epochSecond(time)).isEqualTo(epoch);
        assertThat(DayCount.epochDay(time)).isEqualTo(time.toLocalDate().toEpochDay());
        assertThat(DayCount.dayOfWeek(time)).isEqualTo(time.getDayOfWeek().getValue() - 1);
    }

    @Test
    void knows_every_day_of_four_centuries() {
        LocalDate end = LocalDate.of(2301, 1, 1);
        for (LocalDate day = LocalDate.of(1899, 12, 31); day.isBefore(end); day = day.plusDays(1)) {
            ZonedDateTime time = day.atStartOfDay(ZoneOffset.UTC);

            assertThat(DayCount.epochDay(time)).as(day.toString()).isEqualTo(day.toEpochDay());
            assertThat(DayCount.dayOfWeek(time))
                    .as(day.toString())
                    .isEqualTo(day.getDayOfWeek().getValue() - 1);
        }
    }
}
