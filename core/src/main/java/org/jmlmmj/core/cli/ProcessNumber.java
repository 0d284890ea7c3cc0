package org.jmlmmj.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The number of this process. Stateless, so thread-safe. */
public final class ProcessNumber {
    private ProcessNumber() {}

    /**
     * The number by which the system knows this process. Read from {@code /proc} where there is one, since for Java's own way a pool of
     * threads is made first, which takes a tenth of the time that a small program runs.
     */
    public static long current() {
        return from(Path.of("/proc/self"));
    }

    /** The same from this link, or by Java's own way if it leads to no number. */
    static long from(Path self) {
        try {
            return Long.parseLong(Files.readSymbolicLink(self).toString());
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            return ProcessHandle.current().pid();
        }
    }
}
