package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.send.smtp.MailForms;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.Transaction;

/**
 * Sends parked mails over one connection (spec 03 §13). A mail leaves the queue when the relay has accepted it; any other stays
 * and is tried again by maintenance until {@code bouncelife} has passed. A mail that another process is sending is left to
 * it. Thread-safe.
 */
public final class RelayOutbox implements Outbox {
    private final MailingList list;
    private final Relay relay;
    private final StopSignal stop;

    /** Mails of this list go to this relay. */
    public RelayOutbox(MailingList list, Relay relay, StopSignal stop) {
        this.list = list;
        this.relay = relay;
        this.stop = stop;
    }

    /** Mails of this list go to the relay that its control files name; they are read when there is a mail. */
    public static Outbox of(MailingList list, StopSignal stop) {
        return mails -> {
            if (mails.isEmpty()) {
                return;
            }
            try {
                new RelayOutbox(list, Relay.of(list), stop).send(mails);
            } catch (IOException e) {
                list.syslog()
                        .error(list.directory().path() + ": the relay's control files cannot be read, mails stay in"
                                + " the queue: " + e);
            }
        };
    }

    @Override
    public void send(List<ParkedMail> mails) {
        if (mails.isEmpty() || stop.isRequested()) {
            return;
        }
        // By device and inode: the entries of one mail for several people are links to one file. A second opening would
        // find
        // it locked by this very process, and the first closing would give every lock away.
        Map<Object, Outgoing> files = new HashMap<>();
        try {
            List<Opened> opened = open(mails, files);
            Sources sources = new Sources(opened);
            new FanOut(relay.withConnections(1), stop, list.syslog(), opened.size())
                    .run(sources::next, new Results(opened));
        } catch (IOException e) {
            list.syslog().error(list.directory().path() + ": mails stay in the queue: " + e);
        } finally {
            files.values().forEach(this::close);
        }
    }

    /** A mail with its open file, which it may share with others. */
    private record Opened(ParkedMail mail, Outgoing outgoing) {}

    private List<Opened> open(List<ParkedMail> mails, Map<Object, Outgoing> files) {
        List<Opened> opened = new ArrayList<>();
        for (ParkedMail mail : mails) {
            try {
                open(mail.file(), files).ifPresent(outgoing -> opened.add(new Opened(mail, outgoing)));
            } catch (NoSuchFileException e) {
                // Another process has sent it.
                list.syslog().info(mail.file() + ": was sent by somebody else");
            } catch (IOException e) {
                list.syslog().error(mail.file() + ": cannot be read and stays in the queue: " + e);
            }
        }
        return opened;
    }

    private Optional<Outgoing> open(Path file, Map<Object, Outgoing> files) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Outgoing shared = files.get(key);
        if (shared != null) {
            return Optional.of(shared);
        }
        Optional<Outgoing> outgoing = Outgoing.openIfFree(list, file);
        outgoing.ifPresent(opened -> files.put(key, opened));
        return outgoing;
    }

    private void close(Outgoing outgoing) {
        try {
            outgoing.close();
        } catch (IOException e) {
            list.syslog().warning(outgoing.path() + ": " + e);
        }
    }

    /** Hands out the mails in order; the number of a recipient is the place of its mail. */
    private static final class Sources {
        private final List<Opened> opened;
        private int next;

        Sources(List<Opened> opened) {
            this.opened = opened;
        }

        Optional<Transaction> next() {
            if (next == opened.size()) {
                return Optional.empty();
            }
            Opened mail = opened.get(next);
            Recipient recipient = new Recipient(next, mail.mail().recipient());
            next++;
            return Optional.of(Transaction.to(recipient, address -> mail.mail().sender(), forms(mail), false));
        }

        /** Entries of one mail for several people may want answers to go to different addresses. */
        private static MailForms forms(Opened opened) {
            MailForms plain = opened.outgoing().image();
            Optional<EmailAddress> replyTo = opened.mail().replyTo();
            return replyTo.isEmpty()
                    ? plain
                    : capabilities -> plain.formFor(capabilities).replyingTo(replyTo.get());
        }
    }

    /** Deletes what is accepted and logs the rest. */
    private final class Results implements Ledger {
        private final List<Opened> opened;

        Results(List<Opened> opened) {
            this.opened = opened;
        }

        @Override
        public void note(Recipient recipient, Outcome outcome) throws IOException {
            ParkedMail mail = opened.get((int) recipient.number()).mail();
            if (outcome instanceof Outcome.Accepted) {
                list.queue().delete(mail);
                list.syslog().info("mail " + mail.file().getFileName() + " sent to " + mail.recipient());
            } else {
                list.syslog()
                        .warning("mail " + mail.file().getFileName() + " did not reach " + mail.recipient()
                                + " and stays in the queue: " + outcome);
            }
        }

        @Override
        public void commit() {
            // Each deletion is on disk at once.
        }
    }
}
