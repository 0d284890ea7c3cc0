package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.spool.Archive;
import org.jmlmmj.core.spool.Requeue;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.send.Delivery.Manner;
import org.jmlmmj.send.DeliveryPlan.Leftovers;
import org.jmlmmj.send.Preparation.Message;
import org.jmlmmj.send.Preparation.Numbered;

/**
 * The distribution of a post to the subscribers of a list, mode 0 of {@code mlmmj-send} (spec 03 §4). The order of steps makes it
 * safe at any instant (spec 03 §10.2):
 *
 * <ol>
 *   <li>lock the message, so that nobody else sends it;
 *   <li>write down everybody who will get it;
 *   <li>take an index; link the message to {@code archive/INDEX}, where it is complete from the beginning;
 *   <li>put the journal to {@code requeue/INDEX/sending}. From here on nothing can be lost;
 *   <li>send; at the end write who did not get it to {@code requeue/INDEX/subscribers};
 *   <li>delete the message from the queue, then the journal.
 * </ol>
 *
 * <p>A crash before step 4 leaves the message where it was and at most an archived post that nobody got; who takes the message
 * up again goes on with the index of that. Immutable and thread-safe.
 */
public final class ListPost {
    private final Preparation preparation;
    private final MailingList list;

    /** Posts of this list go to this relay. */
    public ListPost(MailingList list, Relay relay, StopSignal stop) {
        this.preparation = new Preparation(list, relay, stop);
        this.list = list;
    }

    /**
     * Prepares a distribution. When this returns, the post survives any crash; what it was made from may be deleted.
     *
     * @param message the post, in {@code queue/} or {@code moderation/}; deleted at the end
     * @param omit who does not get it, because of {@code control/notmetoo}
     * @throws java.nio.file.NoSuchFileException if there is no such message, for example because another process has sent it
     * @throws IOException if the list directory cannot be worked on; the message is where it was
     */
    public Delivery prepare(Path message, Optional<EmailAddress> omit) throws IOException {
        return prepare(new Message(message, true), omit);
    }

    Delivery prepare(Message message, Optional<EmailAddress> omit) throws IOException {
        boolean archives = !list.tunables().get(Tunable.NOARCHIVE);
        return preparation.prepare(
                message,
                new Leftovers.ToRequeue(!archives),
                (intake, outgoing) -> addSubscribers(intake),
                omit,
                outgoing -> {
                    String index = Long.toString(takeIndex(outgoing, archives));
                    return new Numbered(Optional.of(list.requeue().sending(index)), manner(index));
                });
    }

    /**
     * Prepares a distribution of a mail that takes no number and is not archived ({@code -a}): bounces name index 0, and who does
     * not get it gets an entry in {@code queue/}, as no number leads to the mail (spec 03 §4).
     */
    Delivery prepareUnnumbered(Message message, Optional<EmailAddress> omit) throws IOException {
        return preparation.prepare(
                message,
                new Leftovers.ToQueue(Optional.empty()),
                (intake, outgoing) -> addSubscribers(intake),
                omit,
                outgoing -> new Numbered(Optional.empty(), manner(DeliveryEnd.NO_INDEX)));
    }

    private void addSubscribers(RecipientIntake intake) throws IOException {
        try (SubscriberLines subscribers = list.subscribers().normal().lines()) {
            intake.takeAll(subscribers);
        }
    }

    private Manner manner(String index) throws IOException {
        BounceAddress bounces = list.bounceAddress();
        boolean addressed = list.tunables().get(Tunable.ADDTOHDR);
        return new Manner(
                index,
                recipient -> ReversePath.of(bounces.forRecipient(index, recipient)),
                addressed,
                Batches.of(list, index, addressed),
                Bounces.RECORDED);
    }

    private long takeIndex(Outgoing outgoing, boolean archives) throws IOException {
        Archive archive = list.archive();
        Requeue requeue = list.requeue();
        OptionalLong earlier = archives ? archive.indexOf(outgoing.path()) : OptionalLong.empty();
        if (earlier.isPresent()) {
            // A process died just here. Archived again, the post would stand twice in the next digest.
            return earlier.getAsLong();
        }
        while (true) {
            long index =
                    list.index().next(number -> archive.contains(number) || requeue.contains(Long.toString(number)));
            if (!archives) {
                return index;
            }
            try {
                archive.add(index, outgoing.path(), outgoing.content());
                return index;
            } catch (FileAlreadyExistsException e) {
                // The original took the same number, as it does not lock the index (spec 01 §8.11).
                list.syslog().warning(archive.post(index) + ": exists already, taking another index");
            }
        }
    }

    /** Prepares and carries out a distribution. */
    public DeliveryReport send(Path message, Optional<EmailAddress> omit) throws IOException {
        try (Delivery delivery = prepare(message, omit)) {
            return delivery.deliver();
        }
    }
}
