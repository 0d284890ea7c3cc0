package org.jmlmmj.send.smtp;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/**
 * One mail as one server gets it at once: to one recipient, or to a batch of them from a common sender. As thread-safe as the
 * function it holds.
 *
 * @param recipients who gets it; at least one, and only one if there is no batch
 * @param sender the envelope sender for a recipient who is alone: most lists put the recipient into it, to know whose bounce it is
 * @param batch how a batch is sent; empty for a mail to one recipient
 * @param image the mail, in the forms that servers may need
 * @param addressed whether the mail gets a {@code To:} line with the recipient's address; never in a batch
 */
public record Transaction(
        List<Recipient> recipients,
        Function<EmailAddress, ReversePath> sender,
        Optional<Batch> batch,
        MailForms image,
        boolean addressed) {
    /**
     * How several recipients share one transaction (spec 03 §8).
     *
     * @param sender the envelope sender; the server puts each recipient into it if the parameter says so
     * @param parameter what follows the sender in the MAIL command, for example {@code XVERP=-=}; may be empty
     */
    public record Batch(ReversePath sender, String parameter) {
        /** Whether everybody can be part of a batch: the others need what only a transaction of their own can give. */
        public boolean fits(EmailAddress recipient) {
            return recipient.isAscii();
        }
    }

    /** Copies the recipients. */
    public Transaction {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty() || (batch.isEmpty() && recipients.size() > 1)) {
            throw new IllegalArgumentException(recipients.size() + " recipients without a batch");
        }
        if (batch.isPresent() && addressed) {
            throw new IllegalArgumentException("a batch is one mail, which cannot name each recipient");
        }
    }

    /** A mail to one recipient. */
    public static Transaction to(
            Recipient recipient, Function<EmailAddress, ReversePath> sender, MailForms image, boolean addressed) {
        return new Transaction(List.of(recipient), sender, Optional.empty(), image, addressed);
    }

    /** A mail to several recipients. */
    public static Transaction toAll(
            List<Recipient> recipients, Function<EmailAddress, ReversePath> sender, Batch batch, MailForms image) {
        return new Transaction(recipients, sender, Optional.of(batch), image, false);
    }

    /** The same mail to some of the same people. */
    Transaction only(List<Recipient> some) {
        return new Transaction(some, sender, batch, image, addressed);
    }

    /** The same mail to the same people, each alone. */
    public List<Transaction> split() {
        return recipients.stream()
                .map(recipient -> to(recipient, sender, image, addressed))
                .toList();
    }
}
