package org.jmlmmj.send.smtp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jmlmmj.core.address.EmailAddress;

/**
 * One transaction as a certain server gets it: nothing is used that the server did not announce (spec 03 §17.2). Immutable
 * and thread-safe.
 */
final class Submission {
    private final Transaction transaction;
    private final Envelope envelope;
    private final Capabilities capabilities;
    private final WireImage image;

    private Submission(Transaction transaction, Envelope envelope, Capabilities capabilities) {
        this.transaction = transaction;
        this.envelope = envelope;
        this.capabilities = capabilities;
        this.image = transaction.image().formFor(capabilities);
    }

    /** The form for this server; empty if it cannot be given these addresses. */
    static Optional<Submission> of(Transaction transaction, Capabilities capabilities) {
        return Envelope.of(transaction, capabilities)
                .map(envelope -> new Submission(transaction, envelope, capabilities));
    }

    Transaction transaction() {
        return transaction;
    }

    /** RFC 1870 §6.1: a server that names a limit will not take more, so it is not sent. */
    Optional<Outcome> oversized() {
        OptionalLong largest = capabilities.largestMessage();
        return largest.isPresent() && octets() > largest.getAsLong()
                ? Optional.of(new Outcome.Oversized(octets(), largest.getAsLong()))
                : Optional.empty();
    }

    private long octets() {
        return image.facts().octets() + image.addedOctets(to());
    }

    private Optional<EmailAddress> to() {
        return transaction.addressed() ? Optional.of(envelope.recipients().get(0)) : Optional.empty();
    }

    /** RFC 5321 §4.1.1.2 with the parameters of RFC 1870 (SIZE), 6152 (BODY) and 6531 (SMTPUTF8), and that of a batch. */
    String mail() {
        StringBuilder command = new StringBuilder(128).append("MAIL FROM:").append(envelope.sender());
        if (capabilities.size()) {
            command.append(" SIZE=").append(octets());
        }
        MessageFacts facts = image.facts();
        boolean utf8 = envelope.internationalized() || (capabilities.smtpUtf8() && facts.isInternationalized());
        if (capabilities.eightBitMime() && (facts.eightBit() || utf8)) {
            command.append(" BODY=8BITMIME");
        }
        if (utf8) {
            command.append(" SMTPUTF8");
        }
        transaction
                .batch()
                .map(Transaction.Batch::parameter)
                .filter(parameter -> !parameter.isEmpty())
                .ifPresent(parameter -> command.append(' ').append(parameter));
        return command.toString();
    }

    /** How many recipients there are. */
    int count() {
        return transaction.recipients().size();
    }

    /** Who has this number, counted from 0. */
    Recipient recipient(int number) {
        return transaction.recipients().get(number);
    }

    /** RFC 5321 §4.1.1.3. */
    String rcpt(int number) {
        return "RCPT TO:<" + envelope.recipients().get(number) + ">";
    }

    /** RFC 3030 §2: the mail as one chunk, with the command before it; empty if it has to be sent with DATA. */
    Optional<List<SmtpAction>> chunk() {
        return capabilities.chunking()
                ? image.chunk(to())
                        .map(segments -> List.of(
                                new SmtpAction.Send("BDAT " + octets() + " LAST"),
                                new SmtpAction.SendMessage(segments)))
                : Optional.empty();
    }

    /** The mail with its final dot. */
    SmtpAction message() {
        return new SmtpAction.SendMessage(image.segments(to()));
    }
}
