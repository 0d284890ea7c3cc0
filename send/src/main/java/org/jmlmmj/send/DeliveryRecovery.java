package org.jmlmmj.send;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;

/**
 * Ends deliveries whose process died: recipients that are not marked as done are put where maintenance finds them (spec 03 §10.2).
 * Nothing is sent here. Thread-safe, also between processes.
 */
public final class DeliveryRecovery {
    private final MailingList list;

    /** For the deliveries of this list. */
    public DeliveryRecovery(MailingList list) {
        this.list = list;
    }

    /**
     * Ends every delivery that nobody works on. A journal that cannot be read is logged and left; the others are ended.
     *
     * @return how many were ended
     * @throws IOException if the list directory cannot be read
     */
    public int run() throws IOException {
        int ended = 0;
        for (Path journal : journals()) {
            try {
                ended += recover(journal) ? 1 : 0;
            } catch (IOException e) {
                list.syslog().error(journal + ": cannot be ended: " + e);
            }
        }
        return ended;
    }

    /**
     * Whether a mail has a journal, so that whoever prepared its delivery need not do it again. Must not be asked in a process
     * that delivers for this list at the same time, as reading a journal would give its lock away.
     */
    public boolean isPrepared(Path message) throws IOException {
        Path folder = list.directory().path();
        for (Path journal : journals()) {
            Optional<DeliveryPlan> plan = DeliveryJournal.readPlan(journal);
            if (plan.isPresent() && plan.get().messageIn(folder).equals(message)) {
                return true;
            }
        }
        return false;
    }

    private List<Path> journals() throws IOException {
        List<Path> journals = new ArrayList<>();
        Path folder = list.directory().path();
        try (DirectoryStream<Path> own = Files.newDirectoryStream(folder)) {
            for (Path file : own) {
                if (String.valueOf(file.getFileName()).startsWith(DeliveryJournal.PREFIX)) {
                    journals.add(file);
                }
            }
        }
        try (DirectoryStream<Path> posts = Files.newDirectoryStream(folder.resolve("requeue"))) {
            for (Path post : posts) {
                // Whatever else lies here belongs to nobody, and must not keep the list from sending.
                if (Files.isDirectory(post)) {
                    journals.add(list.requeue().sending(String.valueOf(post.getFileName())));
                }
            }
        } catch (NoSuchFileException e) {
            // No post was ever left over.
            return journals;
        }
        return journals;
    }

    private boolean recover(Path journal) throws IOException {
        Optional<LockedFile> locked = lockIfFree(journal);
        if (locked.isEmpty()) {
            return false;
        }
        try (DeliveryJournal found = DeliveryJournal.read(locked.get())) {
            Path message = found.plan().messageIn(list.directory().path());
            if (isYetToBeTakenOver(message)) {
                return false;
            }
            if (!Files.exists(message)) {
                end(found, Optional.empty());
                return true;
            }
            Optional<LockedFile> content = lockIfFree(message);
            if (content.isEmpty()) {
                return false;
            }
            try (LockedFile held = content.get()) {
                end(found, Optional.of(held.channel()));
                return true;
            }
        }
    }

    /**
     * Whether the mail that a post was made from is still in {@code incoming/}. Who processes that again finds this journal and
     * removes the mail; without a journal he would distribute the post once more.
     */
    private boolean isYetToBeTakenOver(Path message) {
        String name = String.valueOf(message.getFileName());
        return message.equals(list.queue().mail(name)) && list.incoming().mayRepeat(message);
    }

    /**
     * Ends one delivery, if there is one.
     *
     * @param content its message, open and locked by the caller
     * @throws IOException also if somebody works on it
     */
    void recover(Path journal, Optional<FileChannel> content) throws IOException {
        if (!Files.exists(journal)) {
            return;
        }
        LockedFile locked =
                lockIfFree(journal).orElseThrow(() -> new IOException(journal + ": is in use by another process"));
        try (DeliveryJournal found = DeliveryJournal.read(locked)) {
            end(found, content);
        }
    }

    private static Optional<LockedFile> lockIfFree(Path file) throws IOException {
        try {
            return LockedFile.tryOpen(file, DurableFiles::openExisting);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void end(DeliveryJournal journal, Optional<FileChannel> content) throws IOException {
        String what =
                journal.file().path() + ": the delivery broke off, " + journal.outstanding() + " of " + journal.count()
                        + " recipients still have to get " + journal.plan().message();
        new DeliveryEnd(list, journal, content).run();
        list.syslog().warning(what);
    }
}
