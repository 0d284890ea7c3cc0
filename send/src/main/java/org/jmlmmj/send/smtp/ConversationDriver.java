package org.jmlmmj.send.smtp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Drives a conversation over some kind of connection: turns what happens there into its events and carries out its actions.
 * For the one thread of the connection, but for {@link #isOver}.
 */
final class ConversationDriver {
    /** The connection. */
    interface Wire {
        /** Queues a command, which gets its line end. */
        void command(String command);

        /** Begins to speak TLS; {@link ConversationDriver#secured} or {@link ConversationDriver#failed} tells how it went. */
        void startTls();

        /** Queues a mail; {@link ConversationDriver#moved} and {@link ConversationDriver#messageSent} tell how it fares. */
        void message(List<WireSegment> segments);

        /** Sends what is queued, as far as the other side takes it. */
        void flush();

        /** Tells {@link ConversationDriver#timedOut} after this time, unless it is told otherwise before. */
        void arm(Duration time);

        /** Does not tell it. */
        void disarm();

        /** Closes the connection and forgets every alarm. */
        void close();
    }

    private final SmtpConversation conversation;
    private final Timeouts timeouts;
    private final Work work;
    private final Wire wire;
    private final ReplyParser parser = new ReplyParser(ReplyLimits.STANDARD);
    private final Deque<SmtpAction> pending = new ArrayDeque<>();
    private boolean carryingOut;
    private boolean reading;
    private boolean idle;
    private boolean dropped;
    private volatile boolean over;

    ConversationDriver(SmtpConversation conversation, Timeouts timeouts, Work work, Wire wire) {
        this.conversation = conversation;
        this.timeouts = timeouts;
        this.work = work;
        this.wire = wire;
    }

    /** The connection is open. */
    void connected() {
        carryOut(conversation.connected());
    }

    /**
     * Takes the next octet from the server. What the replies of one packet bring about leaves as one packet, with {@link #flush}.
     *
     * @return whether another one is of interest
     */
    boolean received(byte octet) {
        reading = true;
        try {
            parser.accept(octet).ifPresent(reply -> carryOut(conversation.replied(reply)));
        } catch (GarbledReplyException e) {
            carryOut(conversation.garbled(text(e)));
        }
        return conversation.state() != SmtpState.CLOSED && !isSecuring();
    }

    /** Whether the next octets belong to TLS; any that have come with those before do not. */
    boolean isSecuring() {
        return conversation.state() == SmtpState.HANDSHAKE;
    }

    /** There were octets behind those with which TLS begins. */
    void injected() {
        carryOut(conversation.injected());
    }

    /** TLS is there. */
    void secured() {
        carryOut(conversation.secured());
    }

    /** Sends what is to be sent. */
    void flush() {
        reading = false;
        wire.flush();
    }

    /** The connection is gone. */
    void disconnected(String reason) {
        carryOut(conversation.disconnected(reason));
    }

    /** The connection failed. */
    void failed(Throwable reason) {
        disconnected(text(reason));
    }

    /** The alarm went off. */
    void timedOut() {
        carryOut(conversation.timedOut());
    }

    /** The server took a piece of a mail. */
    void moved() {
        if (conversation.isWaiting()) {
            wire.arm(timeouts.of(Wait.WRITE));
        }
    }

    /** The server took the last piece of a mail. */
    void messageSent() {
        carryOut(conversation.messageSent());
    }

    /** There may be more to do, or nothing any more. */
    void wake() {
        if (work.isOver()) {
            carryOut(conversation.finish());
        } else if (idle) {
            carryOut(List.of(new SmtpAction.Ready(false)));
        }
    }

    /** Whether the conversation has ended; for any thread. */
    boolean isOver() {
        return over;
    }

    /** Closes the connection and tells nobody. */
    void drop() {
        dropped = true;
        wire.close();
    }

    /** A loop over a queue: a recursion would grow with every mail that is reported without being sent. */
    private void carryOut(List<SmtpAction> actions) {
        pending.addAll(actions);
        if (carryingOut || dropped) {
            return;
        }
        carryingOut = true;
        try {
            carryOutPending();
        } catch (RuntimeException | Error e) {
            // Nobody above would tell the thread that waits for results, and it would wait for ever.
            pending.clear();
            pending.addAll(conversation.disconnected("unexpected failure: " + e));
            carryOutPending();
        } finally {
            carryingOut = false;
        }
        if (!reading) {
            wire.flush();
        }
    }

    private void carryOutPending() {
        for (SmtpAction action = pending.poll(); action != null; action = pending.poll()) {
            carryOut(action);
        }
    }

    private void carryOut(SmtpAction action) {
        if (action instanceof SmtpAction.Send send) {
            wire.command(send.command());
        } else if (action instanceof SmtpAction.SendSecret send) {
            wire.command(send.secret().line());
        } else if (action instanceof SmtpAction.StartTls) {
            wire.startTls();
        } else if (action instanceof SmtpAction.SendMessage message) {
            wire.message(message.segments());
        } else if (action instanceof SmtpAction.Await await) {
            wire.arm(timeouts.of(await.limit()));
        } else if (action instanceof SmtpAction.Report report) {
            work.done(report.recipient(), report.outcome());
        } else if (action instanceof SmtpAction.Ready ready) {
            next(ready.ahead());
        } else if (action instanceof SmtpAction.GiveBack back) {
            work.giveBack(back.transaction());
        } else if (action instanceof SmtpAction.Unbatch unbatch) {
            work.unbatch(unbatch.transaction(), unbatch.reason());
        } else if (action instanceof SmtpAction.Opened) {
            work.opened();
        } else if (action instanceof SmtpAction.Disconnect disconnect) {
            disconnect(disconnect.ending());
        }
    }

    private void next(boolean ahead) {
        Optional<Transaction> next = work.next(ahead);
        idle = !ahead && next.isEmpty() && !work.isOver();
        if (next.isPresent()) {
            pending.addAll(conversation.begin(next.get()));
        } else if (!ahead && !idle) {
            pending.addAll(conversation.finish());
        } else if (!conversation.isWaiting()) {
            wire.disarm();
        }
    }

    private void disconnect(Ending ending) {
        idle = false;
        wire.close();
        over = true;
        work.ended(ending);
    }

    private static String text(Throwable reason) {
        return Objects.toString(reason.getMessage(), reason.getClass().getSimpleName());
    }
}
