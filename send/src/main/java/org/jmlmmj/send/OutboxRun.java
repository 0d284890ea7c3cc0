package org.jmlmmj.send;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.send.smtp.MailForms;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.Transaction;

/**
 * The parked mails of one run: opens each when its turn comes, as there may be more than a process may hold open, deletes
 * what is accepted and logs the rest. The number of a recipient is the place of its mail. For one thread; to be closed.
 */
final class OutboxRun implements FanOut.Source, Ledger, Closeable {
    private final MailingList list;
    private final Iterator<ParkedMail> mails;
    private final Map<Long, Opened> underWay = new HashMap<>();
    // By device and inode: the entries of one mail for several people are links to one file. A second opening would
    // find it
    // locked by this very process, and the first closing would give every lock away.
    private final Map<Object, OpenFile> files = new HashMap<>();
    private long next;

    OutboxRun(MailingList list, List<ParkedMail> mails) {
        this.list = list;
        this.mails = mails.iterator();
    }

    /** A mail with its open file, which it may share with others. */
    private record Opened(ParkedMail mail, OpenFile file) {}

    private static final class OpenFile {
        private final Object key;
        private final Outgoing outgoing;
        private int users;

        OpenFile(Object key, Outgoing outgoing) {
            this.key = key;
            this.outgoing = outgoing;
        }
    }

    @Override
    public Optional<Transaction> next() {
        Optional<Transaction> found = Optional.empty();
        while (found.isEmpty() && mails.hasNext()) {
            found = open(mails.next()).map(this::transaction);
        }
        return found;
    }

    private Optional<Opened> open(ParkedMail mail) {
        try {
            return open(mail.file()).map(file -> new Opened(mail, file));
        } catch (NoSuchFileException e) {
            // Another process has sent it.
            list.syslog().info(mail.file() + ": was sent by somebody else");
        } catch (IOException e) {
            list.syslog().error(mail.file() + ": cannot be read and stays in the queue: " + e);
        }
        return Optional.empty();
    }

    private Optional<OpenFile> open(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        OpenFile shared = files.get(key);
        if (shared != null) {
            return Optional.of(shared);
        }
        Optional<OpenFile> opened = Outgoing.openIfFree(list, file).map(outgoing -> new OpenFile(key, outgoing));
        opened.ifPresent(fresh -> files.put(key, fresh));
        return opened;
    }

    private Transaction transaction(Opened opened) {
        ParkedMail mail = opened.mail();
        Recipient recipient = new Recipient(next++, mail.recipient());
        underWay.put(recipient.number(), opened);
        opened.file().users++;
        return Transaction.to(recipient, address -> mail.sender(), forms(opened), false);
    }

    /** Entries of one mail for several people may want answers to go to different addresses. */
    private static MailForms forms(Opened opened) {
        MailForms plain = opened.file().outgoing.image();
        Optional<EmailAddress> replyTo = opened.mail().replyTo();
        return replyTo.isEmpty()
                ? plain
                : capabilities -> plain.formFor(capabilities).replyingTo(replyTo.get());
    }

    @Override
    public void note(Recipient recipient, Outcome outcome) throws IOException {
        Opened opened = underWay.remove(recipient.number());
        if (opened == null) {
            throw new IllegalStateException("nothing was sent to recipient " + recipient.number());
        }
        ParkedMail mail = opened.mail();
        if (outcome instanceof Outcome.Accepted) {
            list.queue().delete(mail);
            list.syslog().info("mail " + mail.file().getFileName() + " sent to " + mail.recipient());
        } else {
            list.syslog()
                    .warning("mail " + mail.file().getFileName() + " did not reach " + mail.recipient()
                            + " and stays in the queue: " + outcome);
        }
        release(opened.file());
    }

    private void release(OpenFile file) {
        file.users--;
        if (file.users == 0) {
            files.remove(file.key);
            close(file.outgoing);
        }
    }

    @Override
    public void commit() {
        // Each deletion is on disk at once.
    }

    /** Lets go of the mails that were not sent. */
    @Override
    public void close() {
        List<OpenFile> open = new ArrayList<>(files.values());
        files.clear();
        open.forEach(file -> close(file.outgoing));
    }

    private void close(Outgoing outgoing) {
        try {
            outgoing.close();
        } catch (IOException e) {
            list.syslog().warning(outgoing.path() + ": " + e);
        }
    }
}
