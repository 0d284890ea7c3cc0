package org.jmlmmj.core.log;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Syslog through logger(1), the system's own tool: Java cannot open the datagram socket of the log daemon. One
 * {@code logger} per level is started with the first line and reads further lines from its standard input. Thread-safe.
 */
final class LoggerSyslog implements Syslog {
    private final String program;
    private final String facility;
    private final List<String> place;
    // No EnumMap, which calls the enum's methods by reflection at each start.
    private final Map<Level, OutputStream> open = new HashMap<>();

    /**
     * @param facility syslog's name of it, for example {@code mail}
     * @param place options of logger(1) that say where the log daemon is; none: where it usually is
     */
    LoggerSyslog(String program, String facility, List<String> place) {
        this.program = program;
        this.facility = facility;
        this.place = List.copyOf(place);
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
        String priority = facility + "." + level.name().toLowerCase(Locale.ROOT);
        List<String> command = new ArrayList<>(List.of("logger", "-t", tag, "-p", priority));
        command.addAll(place);
        return new ProcessBuilder(command)
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
