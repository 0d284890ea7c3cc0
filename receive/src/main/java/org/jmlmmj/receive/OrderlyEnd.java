package org.jmlmmj.receive;

import org.jmlmmj.send.StopSignal;
import org.jmlmmj.send.Termination;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process: at once if nothing was ever delivered, else as {@link Termination} has it. That is installed only when
 * somebody asks for its signal, since a mail is stored before. For the main thread.
 */
final class OrderlyEnd {
    private @Nullable Termination termination;

    /** The signal that asks for an early end of deliveries. */
    StopSignal stop() {
        Termination installed = Termination.install();
        termination = installed;
        return installed.stop();
    }

    /** Ends the process. */
    void exit(int status) {
        if (termination != null) {
            termination.finished(status);
        }
        System.exit(status);
    }
}
