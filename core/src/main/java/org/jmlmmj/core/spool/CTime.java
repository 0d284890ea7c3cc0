package org.jmlmmj.core.spool;

import java.time.ZonedDateTime;

/**
 * Times as ctime(3) writes them, in 24 characters and English whatever the locale: {@code Tue Mar  4 09:07:05 2025} (spec 01
 * §11.1). Written by hand because a {@code DateTimeFormatter} costs more than the rest of a log line at start-up.
 * Stateless, so thread-safe.
 */
public final class CTime {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private CTime() {}

    /** The local time of the zone given. */
    public static String format(ZonedDateTime time) {
        int day = DayCount.dayOfWeek(time);
        int month = time.getMonthValue() - 1;
        StringBuilder text = new StringBuilder(24);
        text.append(DAYS, 3 * day, 3 * day + 3).append(' ');
        text.append(MONTHS, 3 * month, 3 * month + 3).append(' ');
        pad(text, time.getDayOfMonth(), ' ').append(' ');
        pad(text, time.getHour(), '0').append(':');
        pad(text, time.getMinute(), '0').append(':');
        pad(text, time.getSecond(), '0').append(' ');
        return text.append(time.getYear()).toString();
    }

    private static StringBuilder pad(StringBuilder text, int number, char padding) {
        if (number < 10) {
            text.append(padding);
        }
        return text.append(number);
    }
}
