package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/**
 * {@code queue/}: mails on their way out (spec 01 §8.2). A mail alone is in work; with the side files {@code .mailfrom} and
 * {@code .reciptto} it waits for the next maintenance run. Thread-safe.
 */
public final class Queue {
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Queue(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Where the mail with this name lies, or would lie. */
    public Path mail(String name) {
        return folder.resolve(name);
    }

    /**
     * Gives a draft its place in the queue.
     *
     * @return the file, {@code queue/RANDOM}
     */
    public Path add(Draft draft) throws IOException {
        return draft.publishIn(folder);
    }

    /**
     * Leaves a mail in the queue for one recipient, to be sent by the next maintenance run. The last side file written is
     * {@code .mailfrom}, since the original takes up a mail only when it has both (spec 03 §13.2).
     */
    public void park(Path mail, ReversePath sender, EmailAddress recipient, Optional<EmailAddress> replyTo)
            throws IOException {
        if (replyTo.isPresent()) {
            files.replace(side(mail, ".reply-to"), octets(replyTo.get().value()));
        }
        files.replace(side(mail, ".reciptto"), octets(recipient.value()));
        files.replace(side(mail, ".mailfrom"), octets(sender.value()));
    }

    /**
     * Moves a mail that is neither sent nor answered out of the way, to {@code queue/discarded}, where it lies for a week
     * (spec 01 §8.3).
     *
     * @return where it lies now
     */
    public Path discard(Path mail) throws IOException {
        return files.moveInto(mail, files.folder(folder.resolve("discarded")));
    }

    /** Deletes a mail that is done. */
    public void delete(Path mail) throws IOException {
        files.delete(mail);
    }

    private static Path side(Path mail, String ending) {
        return mail.resolveSibling(mail.getFileName() + ending);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
