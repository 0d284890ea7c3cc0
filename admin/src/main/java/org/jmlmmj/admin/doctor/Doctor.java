package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.ListException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.RandomNames;

/**
 * Looks at a list with every check. What stops one check does not stop the next. Thread-safe if the listener is.
 *
 * @param checks what to look at
 * @param clock the time
 * @param names source of unguessable names
 * @param findings who is told
 */
record Doctor(List<ListCheck> checks, Clock clock, RandomNames names, Consumer<Finding> findings) {
    /** Looks at a list. */
    void examine(Path folder) {
        Notes notes = notes(folder, "files");
        ListDirectory directory;
        try {
            directory = ListDirectory.open(folder, names);
            new OwnershipCheck().examine(directory, notes);
        } catch (IOException e) {
            notes.fail(FailureText.of(e), "run as root or as the list's user; correct the path");
            return;
        }
        Notes address = notes(folder, "address");
        try {
            // What the warnings are about, the checks find too.
            MailingList list = MailingList.open(directory, clock, Syslog.none());
            address.ok(list.address().address().value());
            checks.forEach(check -> examine(list, check, notes(folder, check.name())));
        } catch (ListException e) {
            address.fail(FailureText.of(e), "every program refuses to work on this list until that is done");
        } catch (IOException e) {
            address.fail(FailureText.of(e), "run as root or as the list's user");
        }
    }

    private Notes notes(Path folder, String check) {
        return new Notes(Optional.of(folder), check, findings);
    }

    private static void examine(MailingList list, ListCheck check, Notes notes) {
        try {
            check.examine(list, notes);
        } catch (IOException e) {
            notes.fail(FailureText.of(e), "run as root or as the list's user, or mend the file");
        }
    }
}
