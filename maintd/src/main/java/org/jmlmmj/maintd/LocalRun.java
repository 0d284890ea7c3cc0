package org.jmlmmj.maintd;

import java.nio.file.Path;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.ProcessNumber;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.send.ReachableRelays;
import org.jmlmmj.send.StopSignal;

/** Puts a run over lists in this process together. Stateless, so thread-safe. */
final class LocalRun {
    private LocalRun() {}

    /** A run that does every task. */
    static MaintenanceRun of(
            Invocation invocation, Syslog syslog, Path library, Reprocessor reprocessor, StopSignal stop, Tally tally) {
        Work.Settings settings = new Work.Settings(
                library,
                reprocessor,
                new ReachableRelays(System::nanoTime),
                stop,
                invocation.names(),
                ProcessNumber.current());
        return new MaintenanceRun(new ListMaintenance(Tasks.all(), settings, invocation.clock(), syslog, tally), stop);
    }
}
