package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.spool.Index;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.send.Delivery.Manner;
import org.jmlmmj.send.DeliveryPlan.Leftovers;
import org.jmlmmj.send.Preparation.Message;
import org.jmlmmj.send.Preparation.Numbered;

/**
 * Another attempt to give a post to those who did not get it, mode 3 of {@code mlmmj-send} (spec 03 §4). Whoever does not get it
 * this time either waits under the same index again. Immutable and thread-safe.
 */
public final class Resend {
    /** How folders of digests begin in {@code requeue}. */
    private static final String DIGEST = "digest";

    private final Preparation preparation;
    private final MailingList list;

    /** Posts of this list go to this relay. */
    public Resend(MailingList list, Relay relay, StopSignal stop) {
        this.preparation = new Preparation(list, relay, stop);
        this.list = list;
    }

    /**
     * Prepares another attempt; the file of recipients is deleted when they are safe in the journal.
     *
     * @param message the post, {@code archive/INDEX} or {@code requeue/INDEX/mailfile}; it stays
     * @param recipients one address per line, usually {@code requeue/INDEX/subscribers.resending}
     * @throws IOException if the list directory cannot be worked on; message and recipients are where they were
     */
    public Delivery prepare(Path message, Path recipients) throws IOException {
        return prepare(new Message(message, false), recipients);
    }

    Delivery prepare(Message message, Path recipients) throws IOException {
        Path list = preparation.list().directory().path().toRealPath();
        Optional<String> place = placeOf(list.relativize(message.file().toRealPath()));
        Claim claim = new Claim(place, recipients);
        Leftovers leftovers =
                place.isPresent() ? new Leftovers.ToRequeue(false) : new Leftovers.ToQueue(Optional.empty());
        Delivery delivery = preparation.prepare(
                message,
                leftovers,
                claim,
                Optional.empty(),
                outgoing -> new Numbered(place.map(this::journal), manner(outgoing.path(), place)));
        try {
            claim.dispose();
            return delivery;
        } catch (IOException | RuntimeException | Error e) {
            delivery.close();
            throw e;
        }
    }

    private Path journal(String place) {
        return list.requeue().sending(place);
    }

    /** The recipients, taken out of the way of those who add others meanwhile. */
    private final class Claim implements Preparation.Recipients {
        private final Optional<String> place;
        private Path file;

        Claim(Optional<String> place, Path file) {
            this.place = place;
            this.file = file;
        }

        @Override
        public void addTo(RecipientIntake intake, Outgoing outgoing) throws IOException {
            if (place.isPresent()) {
                // The lock of the message is ours, so who left a journal behind is dead. Whom it still had to serve is
                // added to those who wait, so this comes first.
                new DeliveryRecovery(list).recover(journal(place.get()), Optional.of(outgoing.content()));
                claim(place.get());
            }
            try (SubscriberLines lines = SubscriberLines.of(file)) {
                intake.takeAll(lines);
            }
        }

        /** If the file is the one to which others add recipients, moves it out of their way. */
        private void claim(String index) throws IOException {
            Path waiting = list.requeue().subscribers(index);
            if (Files.exists(waiting) && Files.isSameFile(waiting, file)) {
                file = list.requeue()
                        .claim(index)
                        .orElseThrow(() -> new NoSuchFileException(waiting.toString(), null, "nobody waits"));
            }
        }

        /** Deletes the file, unless it came as a descriptor and has no name. */
        void dispose() throws IOException {
            if (!file.startsWith("/proc")) {
                list.files().delete(file);
            }
        }
    }

    /**
     * Under which name a post waits in {@code requeue}: its index or, for a digest, the name of its folder; empty if the file is
     * neither in the archive nor a {@code mailfile}.
     *
     * @param message relative to the list directory
     */
    static Optional<String> placeOf(Path message) {
        String[] names = message.toString().split("/", -1);
        boolean archived = names.length == 2 && names[0].equals("archive");
        boolean mailFile = names.length == 3 && names[0].equals("requeue") && names[2].equals("mailfile");
        if (!(archived || mailFile)) {
            return Optional.empty();
        }
        boolean digest =
                mailFile && names[1].startsWith(DIGEST) && Index.parse(names[1].substring(DIGEST.length())) > 0;
        return digest || Index.parse(names[1]) > 0 ? Optional.of(names[1]) : Optional.empty();
    }

    /** Spec 03 §6.3: the name of the file, or of the folder of a {@code mailfile}; 0 if it is no number. */
    static String indexOf(Path message) {
        String path = message.toString();
        String place = path.endsWith("/mailfile") ? path.substring(0, path.lastIndexOf('/')) : path;
        return Long.toString(Index.parse(place.substring(place.lastIndexOf('/') + 1)));
    }

    private Manner manner(Path message, Optional<String> place) throws IOException {
        BounceAddress bounces = list.bounceAddress();
        String index = indexOf(message);
        boolean digest = place.filter(name -> name.startsWith(DIGEST)).isPresent();
        return new Manner(
                index,
                recipient -> ReversePath.of(bounces.forRecipient(index, recipient)),
                digest || list.tunables().get(Tunable.ADDTOHDR),
                Bounces.RECORDED_ON_RETRY);
    }
}
