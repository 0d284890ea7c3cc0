package org.jmlmmj.send;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.send.smtp.Ending;
import org.jmlmmj.send.smtp.Network;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.RelayConnection;
import org.jmlmmj.send.smtp.SmtpConversation;
import org.jmlmmj.send.smtp.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Gives one mail to many recipients through one relay.
 *
 * <p>Two threads share the work. The caller's thread works on disk: it reads recipients, at most {@value #AHEAD} ahead of the
 * network, and writes down results in groups (see {@link GroupCommit}). The network's thread speaks with the relay. So neither waits
 * for the other, and a million recipients take no more memory than a thousand.
 *
 * <p>When this returns, every recipient who was settled is noted; the others are for the next maintenance run. A relay that
 * cannot be reached or breaks off is no error of the caller (spec 03 §9.3). For one thread and one use.
 */
final class FanOut {
    /** Recipients that were read and are not settled yet. */
    static final int AHEAD = 1000;

    /** Connections that break one after the other, without a single mail getting through in between. */
    private static final int MOST_LOSSES = 3;

    private final Relay relay;
    private final StopSignal stop;
    private final Syslog syslog;
    private final Mailbox mailbox = new Mailbox();
    private final GroupCommit commit = new GroupCommit(System::nanoTime);
    private @Nullable Network network;
    private volatile @Nullable RelayConnection connection;
    private boolean exhausted;
    private int underWay;
    private int losses;

    FanOut(Relay relay, StopSignal stop, Syslog syslog) {
        this.relay = relay;
        this.stop = stop;
        this.syslog = syslog;
    }

    /** Where recipients come from. */
    interface Source {
        /** The next one; empty after the last. */
        Optional<Recipient> next() throws IOException;
    }

    /**
     * Delivers.
     *
     * @throws IOException if recipients cannot be read or results cannot be written down; whoever is not noted stays outstanding
     */
    void run(Source source, Function<Recipient, Transaction> transactions, Ledger ledger) throws IOException {
        Runnable stopper = this::stop;
        stop.add(stopper);
        try {
            connect(false);
            boolean running = connection != null;
            while (running) {
                fill(source, transactions);
                running = take(ledger);
            }
            ledger.commit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while sending").initCause(e);
        } finally {
            stop.remove(stopper);
            disconnect();
        }
    }

    /** Called by whoever asks for the end, on any thread. */
    private void stop() {
        mailbox.stop();
        try {
            wake();
        } catch (RejectedExecutionException e) {
            // The network has just been closed, so the delivery ends already.
            return;
        }
    }

    private void fill(Source source, Function<Recipient, Transaction> transactions) throws IOException {
        // Half of it, so that recipients are read and the network is woken in groups.
        if (exhausted || underWay > AHEAD / 2 || stop.isRequested()) {
            return;
        }
        while (underWay < AHEAD && !exhausted) {
            Optional<Recipient> recipient = source.next();
            recipient.ifPresent(present -> mailbox.add(transactions.apply(present)));
            exhausted = recipient.isEmpty();
            underWay += exhausted ? 0 : 1;
        }
        if (exhausted) {
            mailbox.complete();
        }
        wake();
    }

    private void wake() {
        RelayConnection open = connection;
        if (open != null) {
            open.wake();
        }
    }

    /** Takes one result; false after the last. */
    private boolean take(Ledger ledger) throws IOException, InterruptedException {
        Optional<Mailbox.Result> result =
                commit.isPending() ? mailbox.poll(commit.remaining()) : Optional.of(mailbox.take());
        boolean goesOn = true;
        if (result.isPresent() && result.get() instanceof Mailbox.Result.Settled settled) {
            underWay--;
            losses = settled.outcome() instanceof Outcome.Lost ? losses : 0;
            ledger.note(settled.recipient(), settled.outcome());
            commit.noted();
        } else if (result.isPresent() && result.get() instanceof Mailbox.Result.Gone gone) {
            goesOn = goOnAfter(gone.ending());
        }
        if (commit.isDue()) {
            ledger.commit();
            commit.done();
        }
        return goesOn;
    }

    /** Whether there is another connection. */
    private boolean goOnAfter(Ending ending) {
        connection = null;
        if (ending instanceof Ending.Unavailable unavailable) {
            syslog.warning("relay " + relay + ": " + unavailable.reason());
        } else if (ending instanceof Ending.Refusing refusing) {
            syslog.warning("relay " + relay + " takes no mail: " + refusing.last());
        } else if (ending instanceof Ending.NeedsHelo needsHelo && !stop.isRequested()) {
            syslog.info("relay " + relay + " does not know EHLO: " + needsHelo.reason());
            connect(true);
        } else if (ending instanceof Ending.Broken broken) {
            losses++;
            syslog.warning("relay " + relay + ": " + broken.reason());
            if (losses < MOST_LOSSES && !mailbox.isOver()) {
                connect(false);
            }
        }
        return connection != null;
    }

    private void connect(boolean heloOnly) {
        if (network == null) {
            network = Network.start();
        }
        SmtpConversation conversation =
                heloOnly ? SmtpConversation.helo(relay.greeting()) : SmtpConversation.ehlo(relay.greeting());
        try {
            connection = network.connect(relay.addresses(), conversation, relay.timeouts(), mailbox);
        } catch (UnknownHostException e) {
            syslog.warning("relay " + relay + ": the name cannot be resolved");
        }
        if (stop.isRequested()) {
            // The request may have come too early to wake this connection.
            wake();
        }
    }

    private void disconnect() {
        RelayConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
        if (network != null) {
            network.close();
        }
    }
}
