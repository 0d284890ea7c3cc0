package org.jmlmmj.send.smtp;

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

    private Submission(Transaction transaction, Envelope envelope, Capabilities capabilities) {
        this.transaction = transaction;
        this.envelope = envelope;
        this.capabilities = capabilities;
    }

    /** The form for this server; empty if it cannot be given these addresses. */
    static Optional<Submission> of(Transaction transaction, Capabilities capabilities) {
        return Envelope.of(transaction, capabilities)
                .map(envelope -> new Submission(transaction, envelope, capabilities));
    }

    /** Who it is for. */
    Recipient recipient() {
        return transaction.recipient();
    }

    /** RFC 1870 §6.1: a server that names a limit will not take more, so it is not sent. */
    Optional<Outcome> oversized() {
        OptionalLong largest = capabilities.largestMessage();
        return largest.isPresent() && octets() > largest.getAsLong()
                ? Optional.of(new Outcome.Oversized(octets(), largest.getAsLong()))
                : Optional.empty();
    }

    private long octets() {
        return transaction.image().facts().octets() + transaction.image().addedOctets(to());
    }

    private Optional<EmailAddress> to() {
        return transaction.addressed() ? Optional.of(envelope.recipient()) : Optional.empty();
    }

    /** RFC 5321 §4.1.1.2 with the parameters of RFC 1870 (SIZE), 6152 (BODY) and 6531 (SMTPUTF8). */
    String mail() {
        StringBuilder command = new StringBuilder("MAIL FROM:").append(envelope.sender());
        if (capabilities.size()) {
            command.append(" SIZE=").append(octets());
        }
        MessageFacts facts = transaction.image().facts();
        boolean utf8 = envelope.internationalized() || (capabilities.smtpUtf8() && facts.isInternationalized());
        if (capabilities.eightBitMime() && (facts.eightBit() || utf8)) {
            command.append(" BODY=8BITMIME");
        }
        if (utf8) {
            command.append(" SMTPUTF8");
        }
        return command.toString();
    }

    /** RFC 5321 §4.1.1.3. */
    String rcpt() {
        return "RCPT TO:<" + envelope.recipient() + ">";
    }

    /** The mail itself. */
    SmtpAction.SendMessage message() {
        return new SmtpAction.SendMessage(transaction.image(), to());
    }
}
