package org.jmlmmj.send;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.send.Preparation.Message;

/**
 * A mail to one recipient, modes 1, 5 and 6 of the original's older {@code mlmmj-send} (spec 03 §4). It is parked in {@code queue/}
 * before it is sent, so whatever happens, somebody tries again (spec 03 §13). Immutable and thread-safe.
 */
final class SingleMail {
    private final MailingList list;
    private final RelayOutbox outbox;

    /** Mails of this list go to this relay. */
    SingleMail(MailingList list, Relay relay, StopSignal stop) {
        this.list = list;
        this.outbox = new RelayOutbox(list, relay, stop);
    }

    /**
     * Sends a mail; one that is not accepted waits in the queue.
     *
     * @param replyTo goes in front of the mail as {@code Reply-To:}
     * @throws IOException if the list directory cannot be worked on; the mail is where it was
     */
    void send(Message message, ReversePath sender, EmailAddress recipient, Optional<EmailAddress> replyTo)
            throws IOException {
        park(message, sender, recipient, replyTo);
    }

    /**
     * Sends a probe. If it is not accepted, it is forgotten, and maintenance will send another one.
     *
     * @throws IOException if the list directory cannot be worked on
     */
    void probe(Message message, ReversePath sender, EmailAddress recipient, Optional<EmailAddress> replyTo)
            throws IOException {
        ParkedMail parked = park(message, sender, recipient, replyTo);
        if (Files.exists(parked.file())) {
            list.bounces().unmarkProbed(recipient);
            list.queue().delete(parked);
        }
    }

    private ParkedMail park(Message message, ReversePath sender, EmailAddress recipient, Optional<EmailAddress> replyTo)
            throws IOException {
        ParkedMail parked = list.queue().park(entry(message), sender, recipient, replyTo);
        outbox.send(List.of(parked));
        return parked;
    }

    /** Its entry in the queue: the file itself if it lies there and is not needed afterwards. */
    private Path entry(Message message) throws IOException {
        Path file = message.file().toRealPath();
        boolean queued = list.directory().path().toRealPath().resolve("queue").equals(file.getParent());
        if (queued && message.isDeleted()) {
            return list.queue().mail(String.valueOf(file.getFileName()));
        }
        Path entry;
        try (FileChannel content = FileChannel.open(file)) {
            entry = list.queue().add(file, content);
        }
        if (message.isDeleted()) {
            list.files().delete(file);
        }
        return entry;
    }
}
