package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * Task 5: sends mails again that wait in {@code queue/} for one recipient each, all over one connection (spec 04 §7). One that has
 * waited for {@code bouncelife} is given up, with a line in the operation log. A mail that somebody holds is left to them, and
 * one whose origin still lies in {@code incoming/} to those who process that.
 */
record QueuedMails() implements Task {
    @Override
    public String name() {
        return "resend_queue";
    }

    @Override
    public void run(Work work) throws IOException {
        Duration life = Duration.ofSeconds(work.list().tunables().get(Tunable.BOUNCELIFE));
        List<Waiting> waiting = new ArrayList<>();
        FolderWalk.through(work.list().directory(), "queue")
                .each(entry -> look(work, entry, life).ifPresent(waiting::add), work.report()::trouble);
        if (!waiting.isEmpty() && !work.isStopped()) {
            waiting.sort(Comparator.comparing(Waiting::since));
            send(work, waiting.stream().map(Waiting::mail).toList());
        }
    }

    private record Waiting(ParkedMail mail, FileTime since) {}

    /** Sees to one file; the result is a mail to send. */
    private static Optional<Waiting> look(Work work, FolderWalk.Entry entry, Duration life) throws IOException {
        Path file = entry.path();
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        // No links: the list's owner could make root send any file by one.
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        int dot = entry.name().lastIndexOf('.');
        if (dot >= 0) {
            removeOrphan(entry, file.resolveSibling(entry.name().substring(0, dot)));
            return Optional.empty();
        }
        if (work.list().incoming().mayRepeat(file)) {
            // Its mail will be processed again, which finds this done, or would do and send it a second time.
            return Optional.empty();
        }
        Optional<ParkedMail> parked = work.list().queue().parked(file);
        if (parked.isEmpty()) {
            if (work.isOlder(attributes.lastModifiedTime().toInstant(), Lifetime.UNADDRESSED_MAIL)) {
                ifFree(file, () -> putAside(work, file));
            }
            return Optional.empty();
        }
        if (work.isOlder(attributes.lastModifiedTime().toInstant(), life)) {
            ifFree(file, () -> giveUp(work, parked.get()));
            return Optional.empty();
        }
        return Optional.of(new Waiting(parked.get(), attributes.lastModifiedTime()));
    }

    /** A side file, or the beginning of one, without its mail. */
    private static void removeOrphan(FolderWalk.Entry entry, Path mail) throws IOException {
        if (Files.notExists(mail, LinkOption.NOFOLLOW_LINKS)) {
            entry.delete();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void ifFree(Path mail, Step step) throws IOException {
        Optional<LockedFile> locked = LockedFile.tryOpen(mail, DurableFiles::openExisting);
        if (locked.isPresent()) {
            try (LockedFile held = locked.get()) {
                if (Files.exists(held.path())) {
                    step.run();
                }
            }
        }
    }

    /**
     * A mail without recipient is what a program of the original leaves behind when it dies. The original deletes it; here it stays
     * for another week where the owner can find it.
     */
    private static void putAside(Work work, Path mail) throws IOException {
        Path aside = work.list().queue().discard(mail);
        Files.setLastModifiedTime(aside, FileTime.from(work.now()));
        String what = mail.getFileName() + " was left in queue without a recipient, put aside as queue/discarded/"
                + aside.getFileName();
        work.list().operationLog().write("mlmmj-maintd: " + what);
        work.report().note(what);
        work.report().count(Count.GIVEN_UP, 1);
    }

    private static void giveUp(Work work, ParkedMail mail) throws IOException {
        work.list()
                .operationLog()
                .write("mlmmj-maintd: gave up mail from " + mail.sender() + " to " + mail.recipient()
                        + ", it could not be sent for too long");
        work.list().queue().delete(mail);
        work.report().count(Count.GIVEN_UP, 1);
    }

    private static void send(Work work, List<ParkedMail> mails) throws IOException {
        List<ParkedMail> ready = new ArrayList<>();
        for (ParkedMail mail : mails) {
            try {
                ready.add(ReplyToLine.put(work.list(), mail));
            } catch (NoSuchFileException e) {
                work.report().note("queue/" + mail.file().getFileName() + ": was sent by somebody else");
            }
        }
        new WatchedOutbox(work).send(ready);
        long left = ready.stream().filter(mail -> Files.exists(mail.file())).count();
        work.report().count(Count.REPLIES, ready.size() - left);
        work.report().count(Count.WAITING, left);
    }
}
