package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Path;

/** Processes a mail that was stored and then left behind. Implementations are thread-safe. */
@FunctionalInterface
public interface Reprocessor {
    /**
     * Processes a mail and waits for the end.
     *
     * @param list the list directory
     * @param mail the file in {@code incoming/}
     * @throws IOException if it could not be processed; it is still there
     */
    void process(Path list, Path mail) throws IOException;
}
