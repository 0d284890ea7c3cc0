package org.jmlmmj.send;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.send.smtp.Transaction;

/**
 * Gives one mail to many recipients through one relay.
 *
 * <p>Two threads share the work. The caller's thread works on disk: it reads recipients, at most {@value #AHEAD} ahead of the
 * network, and writes down results in groups. The network's thread speaks with the relay over several connections, each of which
 * takes its next mail from the same {@link Mailbox}. So neither thread waits for the other, and a million recipients take no more
 * memory than a thousand.
 *
 * <p>Results are synced in groups of {@value Mailbox#GROUP}, or what has come within 200 ms; a sync per recipient would cost more
 * than the delivery. After a crash the recipients of such a group, and those of whom the relay's answer was still on its way, may
 * get the mail twice (spec 03 §10.2).
 *
 * <p>When this returns, every recipient who was settled is noted; the others are for the next maintenance run. A relay that
 * cannot be reached or breaks off is no error of the caller (spec 03 §9.3). For one thread and one use.
 */
final class FanOut {
    /** Recipients that were read and are not settled yet. */
    static final int AHEAD = 2000;

    /** Up to so many recipients get their mail sooner without Netty, which has to be loaded first (decision record 4). */
    private static final long FEW = 50;

    private final StopSignal stop;
    private final Mailbox mailbox;
    private final int ahead;
    private final RelayLinks links;
    private final Syslog syslog;
    private boolean exhausted;
    private int underWay;

    /**
     * @param recipients how many there are
     */
    FanOut(Relay relay, StopSignal stop, Syslog syslog, long recipients) {
        this(relay, stop, syslog, recipients, AHEAD);
    }

    /**
     * @param ahead so many recipients may be read and not settled
     */
    FanOut(Relay relay, StopSignal stop, Syslog syslog, long recipients, int ahead) {
        this.stop = stop;
        this.ahead = ahead;
        this.mailbox = new Mailbox(ahead / 4);
        this.syslog = syslog;
        this.links = new RelayLinks(relay, mailbox, syslog, recipients <= FEW);
    }

    /** Where mails come from. */
    interface Source {
        /** The next one; empty after the last. */
        Optional<Transaction> next() throws IOException;

        /** The relay takes no batches: every further mail goes to one recipient. */
        default void stopBatches() {}
    }

    /**
     * Delivers.
     *
     * @throws IOException if recipients cannot be read or results cannot be written down; whoever is not noted stays outstanding
     */
    void run(Source source, Ledger ledger) throws IOException {
        Runnable stopper = links::stop;
        stop.add(stopper);
        try {
            fill(source);
            links.open();
            while (links.isAny()) {
                take(source, ledger);
                fill(source);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while sending").initCause(e);
        } finally {
            stop.remove(stopper);
            links.close();
        }
    }

    private void fill(Source source) throws IOException {
        List<Transaction> more = new ArrayList<>();
        while (underWay < ahead && !exhausted && !stop.isRequested()) {
            Optional<Transaction> next = source.next();
            next.ifPresent(more::add);
            exhausted = next.isEmpty();
            underWay += next.map(transaction -> transaction.recipients().size()).orElse(0);
        }
        mailbox.add(more);
        if (exhausted) {
            mailbox.complete();
        }
        if (exhausted || !more.isEmpty()) {
            links.wake();
        }
    }

    private void take(Source source, Ledger ledger) throws IOException, InterruptedException {
        List<Mailbox.Result> results = mailbox.take();
        for (Mailbox.Result result : results) {
            if (result instanceof Mailbox.Result.Settled settled) {
                underWay--;
                links.settled(settled.outcome());
                ledger.note(settled.recipient(), settled.outcome());
            }
        }
        // Before anything that may take long.
        ledger.commit();
        for (Mailbox.Result result : results) {
            if (result instanceof Mailbox.Result.Busy) {
                links.openAnother();
            } else if (result instanceof Mailbox.Result.Unbatched unbatched) {
                syslog.warning("recipients get the mail one by one: " + unbatched.reason());
                source.stopBatches();
            } else if (result instanceof Mailbox.Result.Gone gone) {
                links.gone(gone.ending());
            }
        }
    }
}
