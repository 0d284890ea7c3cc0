package org.jmlmmj.core.spool;

import java.time.ZonedDateTime;

/**
 * Days and seconds since 1970 of a time, and its day of the week. The JDK asks its class {@code Year} for them, which makes a formatter
 * first, for which regular expressions are loaded: a twentieth of the time that {@code mlmmj-bounce} takes. Stateless, so thread-safe.
 */
public final class DayCount {
    private static final int DAYS_IN_400_YEARS = 146_097;
    /** From the first of March of the year 0, with which the count begins, so that a leap day is the last of its year. */
    private static final int DAYS_UNTIL_1970 = 719_468;

    private static final int SECONDS_OF_DAY = 86_400;

    private DayCount() {}

    /** Days from 1970-01-01 to the day of this time, in its own zone. */
    static long epochDay(ZonedDateTime time) {
        int month = time.getMonthValue();
        int monthsFromMarch = month > 2 ? month - 3 : month + 9;
        int year = month > 2 ? time.getYear() : time.getYear() - 1;
        int yearOf400 = Math.floorMod(year, 400);
        // From March on, months of 31 and 30 days alternate in such a way that this counts their days.
        int dayOfYear = (153 * monthsFromMarch + 2) / 5 + time.getDayOfMonth() - 1;
        int dayOf400 = 365 * yearOf400 + yearOf400 / 4 - yearOf400 / 100 + dayOfYear;
        return (long) Math.floorDiv(year, 400) * DAYS_IN_400_YEARS + dayOf400 - DAYS_UNTIL_1970;
    }

    /** Seconds since 1970. */
    static long epochSecond(ZonedDateTime time) {
        return epochDay(time) * SECONDS_OF_DAY
                + time.toLocalTime().toSecondOfDay()
                - time.getOffset().getTotalSeconds();
    }

    /** The day of the week in the zone of the time, 0 for Monday. */
    public static int dayOfWeek(ZonedDateTime time) {
        int firstDayOf1970 = 3;
        return (int) Math.floorMod(epochDay(time) + firstDayOf1970, 7L);
    }
}
