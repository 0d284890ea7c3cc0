package org.jmlmmj.core.reply;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/**
 * A mail that lies complete and synced in the queue, with the envelope it is to be sent in. Immutable and thread-safe.
 *
 * @param file {@code queue/RANDOM}
 * @param sender the envelope sender
 * @param recipients who is to get it, each on its own
 * @param replyTo a {@code Reply-To:} that has to be put in front when it is sent (the side file {@code .reply-to}, spec 03
 *     §13.1); empty for mails made from list texts, which hold theirs
 */
public record OutgoingMail(
        Path file, ReversePath sender, List<EmailAddress> recipients, Optional<EmailAddress> replyTo) {
    /** Copies the list. */
    public OutgoingMail {
        recipients = List.copyOf(recipients);
    }
}
