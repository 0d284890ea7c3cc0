package org.jmlmmj.send;

import java.util.function.Supplier;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process: at once if nothing was ever delivered, else as {@link Termination} has it. That is installed only when
 * somebody asks for its signal, since most work is done before. It is the supplier of that signal itself, as a lambda in a {@code
 * main} has to be spun at each start. For the main thread of a program.
 */
public final class OrderlyEnd implements Supplier<StopSignal> {
    private @Nullable Termination termination;

    /** The signal that asks for an early end of deliveries. */
    @Override
    public StopSignal get() {
        Termination installed = Termination.install();
        termination = installed;
        return installed.stop();
    }

    /** Ends the process. */
    public void exit(int status) {
        if (termination != null) {
            termination.finished(status);
        }
        ProcessEnd.now(status);
    }
}
