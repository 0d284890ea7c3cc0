package org.jmlmmj.maintd;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What differs between the installed program and a test. Immutable and thread-safe.
 *
 * @param library the installed list texts
 * @param reprocessor processes mails that were left in {@code incoming/}
 * @param pause from the end of one run to the beginning of the next
 * @param isWatched whether somebody sees standard output
 * @param onStart called when the program goes on in the background
 */
record MaintenanceSetup(Path library, Reprocessor reprocessor, Duration pause, boolean isWatched, Runnable onStart) {
    /** The program goes on in the background. */
    void started() {
        onStart.run();
    }
}
