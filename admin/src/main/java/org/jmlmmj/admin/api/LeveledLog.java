package org.jmlmmj.admin.api;

import org.jmlmmj.core.log.Syslog;

/** A log from a certain importance on. As thread-safe as the log. */
final class LeveledLog implements Syslog {
    private final Syslog log;
    private final Level least;

    /** @param word one of those of the setting {@code log_level} */
    LeveledLog(Syslog log, String word) {
        this.log = log;
        this.least = switch (word) {
            case "warning", "warn" -> Level.WARNING;
            case "error", "critical" -> Level.ERR;
            default -> Level.INFO;
        };
    }

    @Override
    public void log(Level level, String message) {
        if (level.compareTo(least) >= 0) {
            log.log(level, message);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
