package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.MailingList;

/** Takes down what the tasks of one list say: into the log of the run, the tally, and in short into syslog. Not thread-safe. */
final class Report {
    private final MailingList list;
    private final RunLog log;
    private final Tally tally;
    private String pending = "";
    private boolean failed;
    private boolean troubled;

    Report(MailingList list, RunLog log, Tally tally) {
        this.list = list;
        this.log = log;
        this.tally = tally;
    }

    /** A task of the original begins: its line stands in every log. */
    void begin(String task) {
        pending = "";
        failed = false;
        log.task(task);
    }

    /** A task begins that the original does not have: its line stands in the log only if there is something to say. */
    void beginQuietly(String task) {
        pending = task;
        failed = false;
    }

    /** Ends the task. */
    void end(String task) {
        if (failed) {
            troubled = true;
            list.syslog()
                    .error(list.directory().path() + ": " + task + " had trouble, see "
                            + list.directory().path().resolve(RunLog.NAME));
        }
    }

    /** Says something that is no failure. */
    void note(String what) {
        if (!pending.isEmpty()) {
            log.task(pending);
            pending = "";
        }
        log.note(what);
    }

    /** Says what could not be done. */
    void trouble(String what) {
        failed = true;
        note(relative(what));
    }

    /** Says what could not be done, and why. */
    void trouble(IOException why) {
        trouble(FailureText.of(why));
    }

    /** Counts what was done. */
    void count(Count what, long number) {
        tally.add(what, number);
    }

    /** Whether the log of this run is the file. */
    boolean isIn(Path file) {
        return log.is(file);
    }

    /** Whether any task had trouble. */
    boolean isTroubled() {
        return troubled;
    }

    /** Paths are written as seen from the list (spec 04 §5). */
    private String relative(String text) {
        return text.replace(list.directory().path() + "/", "");
    }
}
