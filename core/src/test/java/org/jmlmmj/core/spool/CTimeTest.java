package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2025-01-01T00:00:00, 'Wed Jan  1 00:00:00 2025'",
        "2025-02-28T23:59:59, 'Fri Feb 28 23:59:59 2025'",
        "2025-03-04T09:07:05, 'Tue Mar  4 09:07:05 2025'",
        "2025-04-10T10:10:10, 'Thu Apr 10 10:10:10 2025'",
        "2025-05-31T12:00:00, 'Sat May 31 12:00:00 2025'",
        "2025-06-09T01:02:03, 'Mon Jun  9 01:02:03 2025'",
        "2025-07-15T12:00:00, 'Tue Jul 15 12:00:00 2025'",
        "2025-08-03T12:00:00, 'Sun Aug  3 12:00:00 2025'",
        "2004-09-05T20:43:21, 'Sun Sep  5 20:43:21 2004'",
        "2025-10-20T12:00:00, 'Mon Oct 20 12:00:00 2025'",
        "2025-11-30T12:00:00, 'Sun Nov 30 12:00:00 2025'",
        "2024-12-31T12:00:00, 'Tue Dec 31 12:00:00 2024'"
    })
    void writes_every_month_in_24_characters_with_the_day_padded_by_a_blank(LocalDateTime time, String text) {
        assertThat(CTime.format(time.atZone(ZoneOffset.UTC))).isEqualTo(text).hasSize(24);
    }

    @Test
    void shows_the_time_of_the_zone() {
        ZonedDateTime noon = LocalDateTime.of(2025, 7, 4, 12, 0).atZone(ZoneOffset.UTC);
        assertThat(CTime.format(noon.withZoneSameInstant(ZoneId.of("Asia/Tokyo"))))
                .isEqualTo("Fri Jul  4 21:00:00 2025");
    }

    @Property(tries = 300)
    void agrees_with_the_formatter_of_the_jdk(@ForAll @LongRange(min = 0, max = 32_503_680_000L) long epoch) {
        ZonedDateTime time = java.time.Instant.ofEpochSecond(epoch).atZone(ZoneOffset.UTC);
        String expected = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                .format(time);
        assertThat(CTime.format(time)).isEqualTo(expected);
    }
}
