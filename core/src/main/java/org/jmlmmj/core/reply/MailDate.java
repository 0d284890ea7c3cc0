package org.jmlmmj.core.reply;

import java.time.ZonedDateTime;
import org.jmlmmj.core.spool.DayCount;

/**
 * Dates as mails write them (RFC 5322 §3.3), in English whatever the locale: {@code Thu, 01 Jan 2026 00:00:00 +0000}. Stateless,
 * so thread-safe.
 */
public final class MailDate {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private MailDate() {}

    /** The local time of the zone given, with its distance from UTC. */
    public static String format(ZonedDateTime time) {
        int day = DayCount.dayOfWeek(time);
        int month = time.getMonthValue() - 1;
        StringBuilder text = new StringBuilder(31);
        text.append(DAYS, 3 * day, 3 * day + 3).append(", ");
        pad(text, time.getDayOfMonth()).append(' ');
        text.append(MONTHS, 3 * month, 3 * month + 3).append(' ');
        text.append(time.getYear()).append(' ');
        pad(text, time.getHour()).append(':');
        pad(text, time.getMinute()).append(':');
        pad(text, time.getSecond()).append(' ');
        // Some zones of the past had seconds too; mails know minutes only.
        int minutes = time.getOffset().getTotalSeconds() / 60;
        text.append(minutes < 0 ? '-' : '+');
        pad(text, Math.abs(minutes) / 60);
        return pad(text, Math.abs(minutes) % 60).toString();
    }

    private static StringBuilder pad(StringBuilder text, int number) {
        if (number < 10) {
            text.append('0');
        }
        return text.append(number);
    }
}
