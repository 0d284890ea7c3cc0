package org.jmlmmj.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Index;
import org.jmlmmj.core.spool.PlainFile;
import org.jmlmmj.core.spool.Requeue;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.send.Delivery.Manner;
import org.jmlmmj.send.DeliveryPlan.Leftovers;
import org.jmlmmj.send.Preparation.Message;
import org.jmlmmj.send.Preparation.Numbered;

/**
 * The distribution of a digest, mode 7 of {@code mlmmj-send} (spec 03 §14). Whoever does not get it waits in
 * {@code requeue/digestISSUE} with the digest itself (spec 03 §9.5). Immutable and thread-safe.
 */
public final class DigestMail {
    /** What bounce addresses of digests name in place of an index. */
    private static final String IDENT = "0";

    private final Preparation preparation;
    private final MailingList list;

    /** Digests of this list go to this relay. */
    public DigestMail(MailingList list, Relay relay, StopSignal stop) {
        this.preparation = new Preparation(list, relay, stop);
        this.list = list;
    }

    /**
     * Prepares a distribution. When this returns, the digest survives any crash.
     *
     * @param message the digest; deleted at the end
     * @param issue its number, which names its folder if somebody does not get it
     * @throws IOException if the list directory cannot be worked on; the message is where it was
     */
    public Delivery prepare(Path message, long issue) throws IOException {
        return prepare(new Message(message, true), issue, Optional.empty());
    }

    /** Prepares the distribution of the next issue, which the caller will note in {@code lastdigest} when this is done. */
    Delivery prepare(Message message, Optional<EmailAddress> omit) throws IOException {
        return prepare(message, lastIssue() + 1, omit);
    }

    /** The third field of {@code LASTINDEX:EPOCH:ISSUE} (spec 01 §8.12); 0 if there is none. */
    private long lastIssue() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                PlainFile.read(list.directory().path().resolve("lastdigest")), StandardCharsets.ISO_8859_1))) {
            String line = reader.readLine();
            String[] fields = line == null ? new String[0] : line.strip().split(":", -1);
            return fields.length == 3 ? Index.parse(fields[2]) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    Delivery prepare(Message message, long issue, Optional<EmailAddress> omit) throws IOException {
        return preparation.prepare(
                message,
                new Leftovers.ToRequeue(true),
                (intake, outgoing) -> addReaders(intake),
                omit,
                outgoing -> new Numbered(Optional.of(freeJournal(issue)), manner()));
    }

    private void addReaders(RecipientIntake intake) throws IOException {
        try (SubscriberLines readers = list.subscribers().digest().lines()) {
            intake.takeAll(readers);
        }
    }

    /** The original may have counted wrong; readers of another issue must not get this one. */
    private Path freeJournal(long issue) {
        Requeue requeue = list.requeue();
        long free = issue;
        while (requeue.contains("digest" + free)) {
            free++;
        }
        return requeue.sending("digest" + free);
    }

    private Manner manner() throws IOException {
        BounceAddress bounces = list.bounceAddress();
        return new Manner(
                IDENT, recipient -> ReversePath.of(bounces.forRecipient(IDENT, recipient)), true, Bounces.RECORDED);
    }
}
