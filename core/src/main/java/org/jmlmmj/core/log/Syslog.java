package org.jmlmmj.core.log;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The system's log, facility {@code mail} (spec 01 §11.3). Control characters in messages become blanks, so that a mail cannot
 * forge log lines. Logging never fails the work that is logged. Implementations are thread-safe.
 */
public interface Syslog extends AutoCloseable {
    /** How much a line matters; the name in lower case is syslog's. */
    enum Level {
        INFO,
        WARNING,
        ERR
    }

    /** Writes one line. */
    void log(Level level, String message);

    /** A normal event: a mail accepted, held, denied, sent. */
    default void info(String message) {
        log(Level.INFO, message);
    }

    /** Something is wrong that somebody should look at; the work goes on. */
    default void warning(String message) {
        log(Level.WARNING, message);
    }

    /** The work could not be done. */
    default void error(String message) {
        log(Level.ERR, message);
    }

    /** Whether lines go to standard error, where a program says its failures anyway and need not say them twice. */
    default boolean isOnStderr() {
        return false;
    }

    /** Lets go of what the log holds; lines written before are not lost. */
    @Override
    default void close() {}

    /** A log that forgets everything. */
    static Syslog none() {
        return (level, message) -> {};
    }

    /**
     * The log of this process: the system's syslog where there is one, standard error otherwise or if {@code JMLMMJ_LOG} is
     * {@code stderr}.
     */
    static Syslog ofProcess(String program, PrintStream err) {
        boolean wantsStderr = "stderr".equals(System.getenv("JMLMMJ_LOG"));
        boolean hasSyslog = Files.exists(Path.of("/dev/log")) || Files.exists(Path.of("/var/run/log"));
        return wantsStderr || !hasSyslog
                ? new StderrSyslog(program, err)
                : new LoggerSyslog(program, "mail", List.of());
    }

    /**
     * A log of another facility, or of another machine.
     *
     * @param place options of logger(1) that say where the log daemon is; none: where it usually is
     */
    static Syslog of(String program, String facility, List<String> place) {
        return new LoggerSyslog(program, facility, place);
    }

    /** The message as one line: control characters and Unicode line separators become blanks. */
    static String oneLine(String message) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                char[] chars = message.toCharArray();
                for (int j = i; j < chars.length; j++) {
                    c = chars[j];
                    if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                        chars[j] = ' ';
                    }
                }
                return new String(chars);
            }
        }
        return message;
    }
}
