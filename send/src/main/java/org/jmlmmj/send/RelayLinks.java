package org.jmlmmj.send;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.send.smtp.Ending;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.RelayLink;
import org.jmlmmj.send.smtp.SmtpConversation;

/**
 * The connections of one job to its relay: opened one after the other as the relay greets them, since a content filter has few
 * processes and shares them with all other mail, and opened again when they break (spec 03 §9.3). For one thread, but for
 * {@link #stop}.
 */
final class RelayLinks implements Closeable {
    /** Connections that break one after the other, without a single mail getting through in between. */
    private static final int MOST_LOSSES = 3;

    private final Relay relay;
    private final Mailbox mailbox;
    private final Syslog syslog;
    private final Approach approach;
    private final List<RelayLink> links = new CopyOnWriteArrayList<>();
    private int open;
    private int most;
    private int losses;

    /**
     * @param isSmall see {@link Approach}
     */
    RelayLinks(Relay relay, Mailbox mailbox, Syslog syslog, boolean isSmall) {
        this.approach = new Approach(relay, isSmall);
        this.relay = relay;
        this.mailbox = mailbox;
        this.syslog = syslog;
        this.most = relay.connections();
    }

    /** Whether a connection is open or being opened. */
    boolean isAny() {
        return open > 0;
    }

    /** Opens a connection. If that is impossible, there is none afterwards. */
    void open() {
        try {
            List<InetSocketAddress> addresses = relay.addresses();
            SmtpConversation conversation = approach.conversation();
            mailbox.expect();
            open++;
            links.add(approach.connector().connect(addresses, conversation, relay.timeouts(), mailbox));
        } catch (UnknownHostException e) {
            syslog.warning("relay " + relay + ": the name cannot be resolved");
        } catch (IOException e) {
            syslog.error("relay " + relay + ": " + e.getMessage());
        }
        // The end may have been asked for too early to wake this connection.
        if (mailbox.isOver()) {
            wake();
        }
    }

    /** There is work for one more. */
    void openAnother() {
        if (open < most && mailbox.hasWaiting()) {
            open();
        }
    }

    /** A mail was settled, so what broke before works again, unless this one was lost. */
    void settled(Outcome outcome) {
        losses = outcome instanceof Outcome.Lost ? losses : 0;
    }

    /** A connection is gone; opens another one where that makes sense. */
    void gone(Ending ending) {
        open--;
        links.removeIf(RelayLink::isOver);
        if (ending instanceof Ending.Unavailable unavailable) {
            syslog.warning("relay " + relay + ": " + unavailable.reason());
            // It may serve only so many at once; those that are open go on.
            most = Math.max(1, open);
        } else if (ending instanceof Ending.Refusing refusing) {
            syslog.warning("relay " + relay + " takes no mail: " + refusing.last());
            most = Math.max(1, open);
        } else if (ending instanceof Ending.NeedsHelo needsHelo) {
            syslog.info("relay " + relay + " does not know EHLO: " + needsHelo.reason());
            approach.useHelo();
            reopen();
        } else if (ending instanceof Ending.NeedsPlain needsPlain) {
            syslog.warning("relay " + relay + " is spoken to in clear, as TLS fails: " + needsPlain.reason());
            approach.doWithoutTls();
            reopen();
        } else if (ending instanceof Ending.Broken broken) {
            losses++;
            syslog.warning("relay " + relay + ": " + broken.reason());
            reopen();
        } else if (open == 0) {
            // What a connection handed back after the others had said good-bye.
            reopen();
        }
    }

    private void reopen() {
        if (losses < MOST_LOSSES && !mailbox.isOver()) {
            open();
        }
    }

    /** Tells every connection that there is more to do, or nothing any more. */
    void wake() {
        links.forEach(RelayLink::wake);
    }

    /** Begins no further mail. For any thread. */
    void stop() {
        mailbox.stop();
        try {
            wake();
        } catch (RejectedExecutionException e) {
            // The network has just been closed, so the delivery ends already.
            return;
        }
    }

    @Override
    public void close() {
        links.forEach(RelayLink::close);
        approach.close();
    }
}
