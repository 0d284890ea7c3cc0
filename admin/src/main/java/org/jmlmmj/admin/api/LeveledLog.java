package org.jmlmmj.admin.api;

import org.jmlmmj.core.log.Syslog;

/** A log from a certain importance on. As thread-safe as the log. */
final class LeveledLog implements Syslog {
    private final Syslog log;
    private final Level least;

    /** @param word {@code debug}, {@code info}, {@code warning} or {@code error} */
    LeveledLog(Syslog log, String word) {
        this.log = log;
        this.least = switch (word) {
            case "warning" -> Level.WARNING;
            case "error" -> Level.ERR;
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
