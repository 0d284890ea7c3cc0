package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.address.ReversePath;

/**
 * {@code queue/}: mails on their way out (spec 01 §8.2). A mail alone is in work; with the side files {@code .mailfrom} and
 * {@code .reciptto} it waits for the next maintenance run. Thread-safe.
 */
public final class Queue {
    private static final String SENDER = ".mailfrom";
    private static final String RECIPIENT = ".reciptto";
    private static final String REPLY_TO = ".reply-to";

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
     * Gives a mail an entry in the queue: the same file under another name, or a copy if it lies where that cannot be.
     *
     * @param mail the file
     * @param content the same file, opened by its holder, as a second opening would give its lock away
     * @return the entry, {@code queue/RANDOM}
     */
    public Path add(Path mail, FileChannel content) throws IOException {
        return files.linkOrCopyInto(mail, content, folder);
    }

    /**
     * Leaves a mail in the queue for one recipient, to be sent by whoever comes next. The last side file written is {@code
     * .mailfrom}, since the original takes up a mail only when it has both (spec 03 §13.2).
     */
    public ParkedMail park(Path mail, ReversePath sender, EmailAddress recipient, Optional<EmailAddress> replyTo)
            throws IOException {
        if (replyTo.isPresent()) {
            files.replace(side(mail, REPLY_TO), octets(replyTo.get().value()));
        }
        files.replace(side(mail, RECIPIENT), octets(recipient.value()));
        files.replace(side(mail, SENDER), octets(sender.value()));
        return new ParkedMail(mail, sender, recipient, replyTo);
    }

    /**
     * Leaves a mail in the queue for several recipients: one entry each, which are the same file. The first recipient gets the
     * entry with the name given, the others {@code NAME-1}, {@code NAME-2} and so on ({@link Incoming#mayRepeat} knows these names).
     * That of the first is made last, so its side files say that all others are there. Done again after a crash, it leaves alone what
     * is there already.
     *
     * @param recipients at least one
     */
    public List<ParkedMail> park(
            Path mail, ReversePath sender, List<EmailAddress> recipients, Optional<EmailAddress> replyTo)
            throws IOException {
        List<ParkedMail> parked = new ArrayList<>();
        for (int i = 1; i < recipients.size(); i++) {
            Path entry = mail.resolveSibling(mail.getFileName() + "-" + i);
            Optional<ParkedMail> earlier = parked(entry);
            parked.add(earlier.isPresent() ? earlier.get() : link(mail, entry, sender, recipients.get(i), replyTo));
        }
        parked.add(park(mail, sender, recipients.get(0), replyTo));
        return parked;
    }

    private ParkedMail link(
            Path mail, Path entry, ReversePath sender, EmailAddress recipient, Optional<EmailAddress> replyTo)
            throws IOException {
        // Left by a crash before it got its side files; the mail may have been written anew since.
        files.delete(entry);
        files.link(mail, entry);
        return park(entry, sender, recipient, replyTo);
    }

    /** What the side files of a mail say; empty if it is not parked, or they hold no addresses. */
    public Optional<ParkedMail> parked(Path mail) throws IOException {
        Optional<String> sender = sideLine(mail, SENDER);
        Optional<String> recipient = sideLine(mail, RECIPIENT);
        if (sender.isEmpty() || recipient.isEmpty()) {
            return Optional.empty();
        }
        Optional<EmailAddress> replyTo = sideLine(mail, REPLY_TO).flatMap(EmailAddress::parse);
        try {
            return Optional.of(
                    new ParkedMail(mail, ReversePath.parse(sender.get()), EmailAddress.of(recipient.get()), replyTo));
        } catch (InvalidAddressException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> sideLine(Path mail, String ending) throws IOException {
        try {
            String content = PlainFile.readText(side(mail, ending));
            int end = content.indexOf('\n');
            return Optional.of((end < 0 ? content : content.substring(0, end)).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Deletes a parked mail that is done: the mail first, as side files alone do no harm. */
    public void delete(ParkedMail mail) throws IOException {
        files.delete(mail.file());
        for (String ending : List.of(SENDER, RECIPIENT, REPLY_TO)) {
            files.delete(side(mail.file(), ending));
        }
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

    /**
     * The same for a mail that may lie on another file system.
     *
     * @param content the same file, opened by its holder, as a second opening would give its lock away
     */
    public Path discard(Path mail, FileChannel content) throws IOException {
        Path discarded = files.linkOrCopyInto(mail, content, files.folder(folder.resolve("discarded")));
        files.delete(mail);
        return discarded;
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
