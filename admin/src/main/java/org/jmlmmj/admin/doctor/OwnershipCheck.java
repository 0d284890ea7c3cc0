package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.list.ListDirectory;

/**
 * Whose the list directory and all in it is, and who else may write there (spec 01 §4): what a careless root has left behind cannot be
 * read by the list's user. Stateless, so thread-safe.
 */
final class OwnershipCheck {
    private static final int MOST_NAMED = 3;

    void examine(ListDirectory list, Notes notes) throws IOException {
        FileTally tally = new FileTally(
                list.path(), list.ownership().uid(), list.ownership().gid());
        for (String folder : ListDirectory.FOLDERS) {
            Path path = list.path().resolve(folder);
            if (!Files.isDirectory(path)) {
                notes.warn(
                        path + " is missing; programs make it when they need it",
                        "make it: install -d -m 700 -o " + tally.uid() + " -g " + tally.gid() + " " + path);
            }
        }
        tally.addAll();
        report(list, tally, notes);
    }

    private static void report(ListDirectory list, FileTally tally, Notes notes) {
        tell(
                tally.unreadable(),
                "cannot be used by user " + tally.uid(),
                notes,
                "chown -R " + tally.owner() + " " + list.path());
        tell(tally.writable(), "can be changed by everybody on this machine", notes, "chmod -R o-w " + list.path());
        if (tally.uid() == 0) {
            notes.warn(
                    list.path() + " belongs to root, so all programs run as root for mails of strangers",
                    "give it to a user of its own, for example mlmmj, and name that user in the mail server's settings");
        } else if (tally.unreadable().isEmpty() && tally.writable().isEmpty()) {
            notes.ok(tally.count() + " files and folders belong to user " + tally.uid());
        }
    }

    private static void tell(List<Path> files, String what, Notes notes, String remedy) {
        if (files.isEmpty()) {
            return;
        }
        String some = String.join(
                ", ",
                files.stream().sorted().limit(MOST_NAMED).map(Path::toString).toList());
        String rest = files.size() > MOST_NAMED ? " and " + (files.size() - MOST_NAMED) + " more" : "";
        notes.fail(some + rest + " " + what, remedy);
    }
}
