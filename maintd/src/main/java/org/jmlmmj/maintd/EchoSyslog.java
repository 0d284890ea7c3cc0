package org.jmlmmj.maintd;

import java.io.PrintStream;
import org.jmlmmj.core.log.Syslog;

/**
 * Writes lines about trouble to standard error too, where cron makes a mail of them (spec 04 §1). Thread-safe.
 *
 * @param syslog the system's log
 * @param program begins each line there
 */
record EchoSyslog(Syslog syslog, PrintStream err, String program) implements Syslog {
    @Override
    public void log(Level level, String message) {
        syslog.log(level, message);
        if (level != Level.INFO && !syslog.isOnStderr()) {
            err.println(program + ": " + Syslog.oneLine(message));
        }
    }

    @Override
    public boolean isOnStderr() {
        return true;
    }

    @Override
    public void close() {
        syslog.close();
    }
}
