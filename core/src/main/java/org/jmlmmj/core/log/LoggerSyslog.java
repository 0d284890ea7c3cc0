package org.jmlmmj.core.log;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Syslog through logger(1), the system's own tool: Java cannot open the datagram socket of the log daemon. One
 * {@code logger} per level is started with the first line and reads further lines from its standard input. Thread-safe.
 */
final class LoggerSyslog implements Syslog {
    private final String program;
    private final Map<Level, OutputStream> open = new EnumMap<>(Level.class);

    LoggerSyslog(String program) {
        this.program = program;
    }

    @Override
    public synchronized void log(Level level, String message) {
        byte[] line = (Syslog.oneLine(message) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            OutputStream stream = open.get(level);
            if (stream == null) {
                stream = start(level);
                open.put(level, stream);
            }
            stream.write(line);
            stream.flush();
        } catch (IOException e) {
            // A log that cannot be written must not stop a mail. The next line starts a new logger.
            open.remove(level);
        }
    }

    private OutputStream start(Level level) throws IOException {
        // Asked for late, as the process handles are slow to load.
        String tag = program + "[" + ProcessHandle.current().pid() + "]";
        String priority = "mail." + level.name().toLowerCase(Locale.ROOT);
        return new ProcessBuilder("logger", "-t", tag, "-p", priority)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start()
                .getOutputStream();
    }

    @Override
    public synchronized void close() {
        // End of input makes each logger write out what it has and end.
        for (Level level : Level.values()) {
            try (OutputStream ending = open.getOrDefault(level, OutputStream.nullOutputStream())) {
                ending.flush();
            } catch (IOException e) {
                // That logger is dead already, and with it the only way to tell anybody.
                open.remove(level);
            }
        }
        open.clear();
    }
}
