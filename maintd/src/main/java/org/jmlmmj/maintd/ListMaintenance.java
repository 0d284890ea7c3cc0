package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.LockedFile;

/**
 * Maintains one list: all tasks in their order, one list at a time in one process (spec 04 §5). What goes wrong is logged and ends
 * neither the other tasks nor the other lists. Thread-safe.
 *
 * @param tasks what is done, in order
 * @param tally takes the numbers
 */
record ListMaintenance(List<Task> tasks, Work.Settings settings, Clock clock, Syslog syslog, Tally tally) {
    /** Held by the process that maintains a list; the original takes no such lock. */
    static final String LOCK = ".maintd.lock";

    /** Maintains a list. Never throws for what a list can cause. */
    void maintain(Path folder) {
        try {
            ListDirectory directory = ListDirectory.open(folder, settings.names());
            if (!directory.ownership().mayWork()) {
                tally.add(Count.FOREIGN, 1);
                syslog.info(directory.path() + ": belongs to user "
                        + directory.ownership().uid() + ", skipped");
                return;
            }
            tally.add(Count.LISTS, 1);
            maintain(directory);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            tally.add(Count.TROUBLED, 1);
            syslog.error(folder + ": not maintained: " + FailureText.of(e));
        }
    }

    private void maintain(ListDirectory directory) throws IOException {
        MailingList list = MailingList.open(directory, clock, syslog);
        Optional<LockedFile> lock = LockedFile.tryOpen(
                directory.path().resolve(LOCK), path -> list.files().openOrCreate(path));
        if (lock.isEmpty()) {
            tally.add(Count.BUSY, 1);
            syslog.info(directory.path() + ": is being maintained by another process, skipped");
            return;
        }
        LockedFile held = lock.get();
        try (held;
                RunLog log = RunLog.begin(list)) {
            Report report = new Report(list, log, tally);
            Work work = new Work(list, report, settings);
            for (Task task : tasks) {
                run(task, work);
            }
            tally.add(Count.TROUBLED, report.isTroubled() ? 1 : 0);
            log.finish();
        }
    }

    private static void run(Task task, Work work) {
        Report report = work.report();
        if (task.isOriginal()) {
            report.begin(task.name());
        } else {
            report.beginQuietly(task.name());
        }
        try {
            task.run(work);
        } catch (IOException e) {
            report.trouble(e);
        } catch (RuntimeException | StackOverflowError e) {
            report.trouble(FailureText.of(e));
        }
        report.end(task.name());
    }
}
