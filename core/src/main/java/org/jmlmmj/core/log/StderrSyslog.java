package org.jmlmmj.core.log;

import java.io.PrintStream;

/** Log lines on standard error, for machines without syslog and for people who look on. Thread-safe. */
final class StderrSyslog implements Syslog {
    private final String program;
    private final PrintStream err;

    StderrSyslog(String program, PrintStream err) {
        this.program = program;
        this.err = err;
    }

    @Override
    public void log(Level level, String message) {
        // Normal events would only disturb a person or a mail server, which shows this text in a bounce.
        if (level != Level.INFO) {
            err.println(program + ": " + Syslog.oneLine(message));
            err.flush();
        }
    }

    @Override
    public boolean isOnStderr() {
        return true;
    }
}
