package org.jmlmmj.send.smtp;

import java.net.IDN;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/**
 * Sender and recipients in the form in which a certain server takes them. Immutable and thread-safe.
 *
 * @param sender goes into {@code MAIL FROM}
 * @param recipients each goes into a {@code RCPT TO}
 * @param internationalized whether one of them holds characters beyond ASCII
 */
record Envelope(ReversePath sender, List<EmailAddress> recipients, boolean internationalized) {
    private Envelope(ReversePath sender, EmailAddress recipient, boolean internationalized) {
        this(sender, List.of(recipient), internationalized);
    }

    /**
     * The envelope of a transaction. Without SMTPUTF8 a domain beyond ASCII is written with A-labels (RFC 5890 §2.3.2.1);
     * nothing can be done for a local part then (spec 03 §17.3).
     *
     * @return empty if the server cannot be given these addresses
     */
    static Optional<Envelope> of(Transaction transaction, Capabilities capabilities) {
        if (transaction.batch().isPresent()) {
            return ofBatch(transaction, transaction.batch().get());
        }
        EmailAddress recipient = transaction.recipients().get(0).address();
        if (capabilities.smtpUtf8() || recipient.isAscii()) {
            Envelope plain = new Envelope(transaction.sender().apply(recipient), recipient, false);
            boolean beyondAscii = !recipient.isAscii() || !isAscii(plain.sender);
            if (!beyondAscii) {
                return Optional.of(plain);
            }
            if (capabilities.smtpUtf8()) {
                return Optional.of(new Envelope(plain.sender, recipient, true));
            }
        }
        return asciiForm(recipient)
                .flatMap(ascii ->
                        asciiForm(transaction.sender().apply(ascii)).map(sender -> new Envelope(sender, ascii, false)));
    }

    /** Whoever makes a batch leaves out those whose address is not plain. */
    private static Optional<Envelope> ofBatch(Transaction transaction, Transaction.Batch batch) {
        List<EmailAddress> recipients =
                transaction.recipients().stream().map(Recipient::address).toList();
        return isAscii(batch.sender()) && recipients.stream().allMatch(EmailAddress::isAscii)
                ? Optional.of(new Envelope(batch.sender(), recipients, false))
                : Optional.empty();
    }

    private static boolean isAscii(ReversePath path) {
        return path.address().map(EmailAddress::isAscii).orElse(true);
    }

    private static Optional<ReversePath> asciiForm(ReversePath path) {
        return path.isEmpty()
                ? Optional.of(path)
                : path.address().flatMap(Envelope::asciiForm).map(ReversePath::of);
    }

    private static Optional<EmailAddress> asciiForm(EmailAddress address) {
        if (address.isAscii()) {
            return Optional.of(address);
        }
        try {
            // Read as an address again: the mapping turns some characters into others that must not stand in a command.
            return EmailAddress.parse(address.local() + "@" + IDN.toASCII(address.domain()))
                    .filter(EmailAddress::isAscii);
        } catch (IllegalArgumentException e) {
            // No such domain can exist (RFC 3490 §4.1).
            return Optional.empty();
        }
    }
}
