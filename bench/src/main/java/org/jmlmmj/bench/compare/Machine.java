package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were measured on. Stateless, so thread-safe. */
public final class Machine {
    private Machine() {}

    /** Some lines of Markdown. */
    public static String describe(Path folder) throws IOException {
        return "- " + Runtime.getRuntime().availableProcessors() + " processors: "
                + first(Path.of("/proc/cpuinfo"), "model name") + "\n- memory: "
                + first(Path.of("/proc/meminfo"), "MemTotal") + "\n- " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", lists on "
                + Files.getFileStore(folder).type()
                + "\n- load before the start: "
                + Files.readString(Path.of("/proc/loadavg")).strip() + "\n";
    }

    private static String first(Path file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
