package org.jmlmmj.send;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;

/**
 * A delivery that is prepared: the mail is locked, its recipients are on disk, and from now on no crash can lose one of them
 * ({@link DeliveryRecovery} takes up what is left behind). So whoever prepared it may delete what the mail was made from. For
 * one thread; to be closed.
 */
public final class Delivery implements Closeable {
    private static final int BATCHES_AHEAD = 6;

    private final Preparation preparation;
    private final Outgoing outgoing;
    private final DeliveryJournal journal;
    private final Manner manner;

    /**
     * How the mail goes out.
     *
     * @param ident what logs and bounce records call the mail
     * @param sender the envelope sender for a recipient
     * @param addressed whether each copy gets a {@code To:} line
     * @param batches how recipients share transactions, if they do; only if copies get no {@code To:} line
     */
    record Manner(
            String ident,
            Function<EmailAddress, ReversePath> sender,
            boolean addressed,
            Optional<Batches> batches,
            Bounces bounces) {
        /** Each recipient gets a transaction. */
        Manner(String ident, Function<EmailAddress, ReversePath> sender, boolean addressed, Bounces bounces) {
            this(ident, sender, addressed, Optional.empty(), bounces);
        }
    }

    Delivery(Preparation preparation, Outgoing outgoing, DeliveryJournal journal, Manner manner) {
        this.preparation = preparation;
        this.outgoing = outgoing;
        this.journal = journal;
        this.manner = manner;
    }

    /**
     * Sends the mail to everybody, puts those who did not get it where maintenance finds them, and deletes the mail where that is
     * wanted. A relay that does not take it is no error.
     *
     * @throws IOException if the list directory cannot be worked on; nothing is lost, {@link DeliveryRecovery} goes on later
     */
    public DeliveryReport deliver() throws IOException {
        return deliver(Progress.UNSEEN);
    }

    /** The same, watched by somebody. */
    public DeliveryReport deliver(Progress progress) throws IOException {
        MailingList list = preparation.list();
        StopSignal stop = preparation.stop();
        OutcomeRecorder recorder = new OutcomeRecorder(list, journal, manner.bounces(), manner.ident());
        if (journal.count() > 0 && !stop.isRequested()) {
            Postings postings = new Postings(journal.recipients(), manner, outgoing.image());
            new FanOut(preparation.relay(), stop, list.syslog(), journal.count(), ahead())
                    .run(postings, recorder.watchedBy(progress));
            progress.ended();
        }
        DeliveryReport report = recorder.report();
        String what = "mail " + manner.ident() + " (" + journal.plan().message() + ", " + outgoing.messageId() + "): ";
        new DeliveryEnd(list, journal, Optional.of(outgoing.content())).run();
        list.syslog().info(what + report);
        return report;
    }

    /** Enough for several connections, also if each takes a large batch. */
    private int ahead() {
        int batch = manner.batches().map(Batches::size).orElse(1);
        return Math.max(FanOut.AHEAD, BATCHES_AHEAD * batch);
    }

    /** Gives the mail free. A delivery that was not carried out to its end is left to {@link DeliveryRecovery}. */
    @Override
    public void close() throws IOException {
        try {
            journal.close();
        } finally {
            outgoing.close();
        }
    }
}
