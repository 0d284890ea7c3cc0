package org.jmlmmj.core.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jmlmmj.core.log.Syslog;

/** A log that remembers its lines as {@code level: message}. Thread-safe. */
public final class RecordingSyslog implements Syslog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void log(Level level, String message) {
        lines.add(level + ": " + Syslog.oneLine(message));
    }

    /** Every line so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
