package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.send.Delivery.Manner;
import org.jmlmmj.send.DeliveryPlan.Leftovers;
import org.jmlmmj.send.Preparation.Message;
import org.jmlmmj.send.Preparation.Numbered;
import org.jmlmmj.send.Preparation.Recipients;

/**
 * A mail to people who are named by the caller: owners, moderators, gatekeepers (modes 2 and 4 of {@code mlmmj-send}, spec 03 §4).
 * Whoever does not get it gets an entry of his own in {@code queue/}, which maintenance sends again (spec 03 §9.5). Immutable
 * and thread-safe.
 */
public final class DirectMail {
    private final Preparation preparation;

    /** Mails of this list go to this relay. */
    public DirectMail(MailingList list, Relay relay, StopSignal stop) {
        this.preparation = new Preparation(list, relay, stop);
    }

    /**
     * Prepares a delivery. When this returns, the mail survives any crash; what it was made from may be deleted.
     *
     * @param message the mail; deleted at the end
     * @param sender the envelope sender
     * @throws IOException if the list directory cannot be worked on; the message is where it was
     */
    public Delivery prepare(Path message, ReversePath sender, List<EmailAddress> recipients) throws IOException {
        return prepare(new Message(message, true), sender, (intake, outgoing) -> {
            for (EmailAddress recipient : recipients) {
                intake.take(recipient.value(), "a recipient of " + message);
            }
        });
    }

    Delivery prepare(Message message, ReversePath sender, Recipients recipients) throws IOException {
        Manner manner = new Manner("from " + sender, recipient -> sender, false, Bounces.NOT_RECORDED);
        return preparation.prepare(
                message,
                new Leftovers.ToQueue(Optional.of(sender)),
                recipients,
                Optional.empty(),
                outgoing -> new Numbered(Optional.empty(), manner));
    }

    /** Prepares and carries out a delivery. */
    public DeliveryReport send(Path message, ReversePath sender, List<EmailAddress> recipients) throws IOException {
        try (Delivery delivery = prepare(message, sender, recipients)) {
            return delivery.deliver();
        }
    }
}
