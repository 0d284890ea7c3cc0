package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How this process can be recognised by a shell without any other program. Stateless, so thread-safe. */
final class ProcessMark {
    /** Field 22 of proc_pid_stat(5), counted from field 3, which follows the name of the program. */
    private static final int START_TIME = 19;

    private ProcessMark() {}

    /**
     * The line {@code PID START}: the number of this process and the time of its start in ticks since the machine was started, as
     * numbers of dead processes are given away again. Empty where the system does not tell (only Linux does).
     */
    static String line() throws IOException {
        Path file = Path.of("/proc/self/stat");
        if (!Files.isReadable(file)) {
            return "";
        }
        String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
        // The name in parentheses may hold anything, parentheses too.
        String[] behindName = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return behindName.length > START_TIME
                ? stat.substring(0, stat.indexOf(' ')) + " " + behindName[START_TIME] + "\n"
                : "";
    }
}
