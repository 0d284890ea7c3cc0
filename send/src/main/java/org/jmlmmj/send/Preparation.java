package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.send.DeliveryPlan.Leftovers;

/**
 * The steps by which every delivery is prepared: lock the message, encode it, write down its recipients, number it, put the journal in
 * its place. Until the last step nothing is changed but a number used up; if one fails, the message is where it was. Immutable and
 * thread-safe.
 *
 * @param list whose mail it is
 * @param relay where it goes
 * @param stop ends deliveries early
 */
record Preparation(MailingList list, Relay relay, StopSignal stop) {
    /** Adds the recipients of a delivery. */
    @FunctionalInterface
    interface Recipients {
        void addTo(RecipientIntake intake, Outgoing outgoing) throws IOException;
    }

    /**
     * What is known only when the recipients are written down.
     *
     * @param journal where the journal goes; empty for a new name that belongs to no post
     * @param manner how the mail goes out
     */
    record Numbered(Optional<Path> journal, Delivery.Manner manner) {}

    /** Gives a mail its number and whatever comes from it. */
    @FunctionalInterface
    interface Numbering {
        Numbered number(Outgoing outgoing) throws IOException;
    }

    /**
     * Prepares a delivery.
     *
     * @param omit who does not get the mail, in any case
     */
    Delivery prepare(
            Message message,
            Leftovers leftovers,
            Recipients recipients,
            Optional<EmailAddress> omit,
            Numbering numbering)
            throws IOException {
        Outgoing outgoing = Outgoing.open(list, message.file());
        String name = DeliveryPlan.name(list.directory().path(), outgoing.path());
        DeliveryPlan plan = new DeliveryPlan(name, leftovers, message.isDeleted());
        try (JournalDraft draft = JournalDraft.begin(list.files(), plan)) {
            recipients.addTo(new RecipientIntake(list, draft, omit), outgoing);
            Numbered numbered = numbering.number(outgoing);
            DeliveryJournal journal = numbered.journal().isPresent()
                    ? draft.publish(numbered.journal().get())
                    : draft.publishIn(list.directory().path());
            return new Delivery(this, outgoing, journal, numbered.manner());
        } catch (IOException | RuntimeException | Error e) {
            outgoing.close();
            throw e;
        }
    }

    /**
     * A mail that is to be sent.
     *
     * @param file where it lies
     * @param isDeleted whether it goes away when it is sent
     */
    record Message(Path file, boolean isDeleted) {}
}
