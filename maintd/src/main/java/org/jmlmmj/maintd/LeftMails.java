package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.spool.Incoming;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.WaitingMails;

/**
 * Has mails processed that lie in {@code incoming/} because whoever received them died: they are complete, as nobody has written to
 * them for an hour, and nobody holds their lock (spec 01 §8.1, DESIGN §3). A mail that cannot be processed stays.
 */
record LeftMails() implements Task {
    @Override
    public String name() {
        return "process_incoming";
    }

    @Override
    public boolean isOriginal() {
        return false;
    }

    @Override
    public void run(Work work) throws IOException {
        for (Path mail : leftBehind(work)) {
            if (work.isStopped()) {
                return;
            }
            try {
                process(work, mail);
            } catch (IOException e) {
                work.report().trouble(e);
            }
        }
    }

    private static void process(Work work, Path file) throws IOException {
        Optional<Path> mail =
                WaitingMails.isWaiting(file) ? work.list().directory().waiting().take(file) : Optional.of(file);
        if (mail.isEmpty()) {
            // Whoever works on the list has come to it.
            return;
        }
        work.settings().reprocessor().process(work.list().directory().path(), mail.get());
        work.report().note(mail.get().getFileName() + ": was left behind in incoming, processed now");
        work.report().count(Count.PROCESSED, 1);
    }

    private record Found(Path path, BasicFileAttributes attributes) {}

    private static List<Path> leftBehind(Work work) throws IOException {
        List<Found> found = new ArrayList<>();
        FolderWalk.through(work.list().directory(), "incoming")
                .each(
                        entry -> {
                            BasicFileAttributes attributes = Files.readAttributes(
                                    entry.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                            boolean isOld =
                                    work.isOlder(attributes.lastModifiedTime().toInstant(), Lifetime.LEFT_BEHIND);
                            Optional<Path> mail = Incoming.mailOf(entry.path());
                            if (mail.isPresent() && isOld) {
                                dropEnvelope(entry, mail.get());
                            } else if (attributes.isRegularFile() && isOld && !LockedFile.isHeld(entry.path())) {
                                found.add(new Found(entry.path(), attributes));
                            }
                        },
                        work.report()::trouble);
        if (found.isEmpty()) {
            return List.of();
        }
        // In the order in which they came, as far as that can be told.
        found.sort(Comparator.comparing(mail -> mail.attributes().lastModifiedTime()));
        return found.stream().map(Found::path).toList();
    }

    /** What is left of a mail that was never stored, or is done. */
    private static void dropEnvelope(FolderWalk.Entry envelope, Path mail) throws IOException {
        if (!Incoming.isHere(mail)) {
            envelope.delete();
        }
    }
}
