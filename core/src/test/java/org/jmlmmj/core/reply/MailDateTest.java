package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01T00:00:00Z | Thu, 01 Jan 2026 00:00:00 +0000",
                "2024-02-29T23:59:59+05:45 | Thu, 29 Feb 2024 23:59:59 +0545",
                "2038-12-31T09:08:07-03:30 | Fri, 31 Dec 2038 09:08:07 -0330",
                "1900-06-03T00:00:00-00:01:15 | Sun, 03 Jun 1900 00:00:00 -0001"
            })
    void is_english_with_two_digits_and_offset(String time, String expected) {
        assertThat(MailDate.format(ZonedDateTime.parse(time))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"})
    void names_every_month_and_day_as_the_platform_does(int month) {
        ZonedDateTime time = ZonedDateTime.parse("2026-01-11T10:11:12+01:00").plusMonths(month);
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.US);

        assertThat(MailDate.format(time)).isEqualTo(formatter.format(time));
    }
}
