package org.jmlmmj.maintd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What differs between the installed program and a test. Immutable and thread-safe.
 *
 * @param library the installed list texts
 * @param reprocessor processes mails that were left in {@code incoming/}
 * @param setpriv the program with which root maintains lists as their owners; empty to do it as root
 * @param pause from the end of one run to the beginning of the next
 * @param isWatched whether somebody sees standard output
 * @param onStart called when the program goes on in the background
 */
public record MaintenanceSetup(
        Path library,
        Reprocessor reprocessor,
        Optional<Path> setpriv,
        Duration pause,
        boolean isWatched,
        Runnable onStart) {
    /** The program goes on in the background. */
    void started() {
        onStart.run();
    }
}
