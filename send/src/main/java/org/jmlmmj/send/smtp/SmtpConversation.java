package org.jmlmmj.send.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.send.smtp.Outcome.Step;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one SMTP connection as a state machine (RFC 5321, spec 03 §7.3, §7.4): it is told what happened and
 * answers with what to do. It knows no socket and no clock, so the same machine is driven by the network and by tests.
 *
 * <p>One transaction per recipient, one command at a time. A refused recipient never stops the others; after
 * {@value #MOST_FAILURES} mails in a row for which the server refuses MAIL or DATA the conversation ends. For every
 * {@link #begin} there is exactly one {@link SmtpAction.Report}. Not thread-safe.
 *
 * <pre>
 *            connected       220         250          begin
 * CONNECTING ---------&gt; GREETING ---&gt; EHLO ---&gt; READY ---&gt; MAIL ---&gt; RCPT ---&gt; DATA ---&gt; MESSAGE ---&gt; DOT
 *                                    5yz |       ^  ^        | refused |         |                    |
 *                                        v       |  +- RSET &lt;+---------+---------+                    |
 *                         RSET_BEFORE_HELO       +------------------------------------------------------+
 *                                        |       ^
 *                                        +-&gt; HELO
 * </pre>
 */
public final class SmtpConversation {
    /** So many refusals of MAIL or DATA in a row mean that the server takes nothing now (spec 03 §9.3). */
    static final int MOST_FAILURES = 3;

    private static final int START_MAIL_INPUT = 354;

    private final Opening opening;
    private SmtpState state = SmtpState.CONNECTING;
    private Wait awaited = Wait.CONNECT;
    private Capabilities capabilities = Capabilities.NONE;
    private @Nullable Submission current;
    private Ending ending = new Ending.Finished();
    private boolean finishing;
    private int failures;

    private SmtpConversation(String name, boolean heloOnly) {
        this.opening = new Opening(name, heloOnly);
    }

    /**
     * A conversation that begins with EHLO.
     *
     * @param name what this client calls itself
     */
    public static SmtpConversation ehlo(String name) {
        return new SmtpConversation(name, false);
    }

    /** A conversation that uses only HELO, with a server that could not stand EHLO. */
    public static SmtpConversation helo(String name) {
        return new SmtpConversation(name, true);
    }

    /** Where it stands. */
    public SmtpState state() {
        return state;
    }

    /** What the server announced. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The connection is open. */
    public List<SmtpAction> connected() {
        return go(SmtpState.GREETING, Wait.GREETING);
    }

    /** The server replied. */
    public List<SmtpAction> replied(SmtpReply reply) {
        return switch (state) {
            case GREETING, EHLO, RSET_BEFORE_HELO, HELO -> opened(reply);
            case MAIL, RCPT, DATA, DOT, RSET -> transactionReplied(reply);
            case CONNECTING, READY -> lose("the server speaks out of turn: " + reply);
            // Whatever it says, it does not have the whole message, and the rest would look like commands.
            case MESSAGE -> lose("the server replies before the end of the message: " + reply);
            case QUIT -> disconnect(ending);
            case CLOSED -> List.of();
        };
    }

    private List<SmtpAction> opened(SmtpReply reply) {
        Opening.Next next = opening.after(state, reply);
        if (next instanceof Opening.Next.Say say) {
            return send(say.state(), say.command(), say.limit());
        }
        if (next instanceof Opening.Next.Open open) {
            capabilities = open.capabilities();
            return ready();
        }
        return next instanceof Opening.Next.Quit quit
                ? quit(quit.ending())
                : disconnect(((Opening.Next.Drop) next).ending());
    }

    private List<SmtpAction> transactionReplied(SmtpReply reply) {
        boolean refused = reply.isTransient() || reply.isPermanent();
        boolean expected = state == SmtpState.DATA ? reply.code() == START_MAIL_INPUT : reply.isPositive();
        if (reply.isClosing() || !(refused || expected)) {
            return lose(state + ": " + reply);
        }
        return refused ? refused(reply) : proceed(reply);
    }

    private List<SmtpAction> proceed(SmtpReply reply) {
        return switch (state) {
            case MAIL -> send(SmtpState.RCPT, submission().rcpt(), Wait.RCPT);
            case RCPT -> send(SmtpState.DATA, "DATA", Wait.DATA);
            case DATA -> {
                state = SmtpState.MESSAGE;
                yield List.of(await(Wait.WRITE), submission().message());
            }
            case DOT -> settle(new Outcome.Accepted(reply), false);
            default -> ready();
        };
    }

    /** The table of spec 03 §9.3. */
    private List<SmtpAction> refused(SmtpReply reply) {
        boolean badAddress = reply.status().map(EnhancedStatus::isBadAddress).orElse(false);
        return switch (state) {
            case MAIL -> fail(new Outcome.Deferred(Step.MAIL, reply));
            case DATA -> fail(new Outcome.Deferred(Step.DATA, reply));
            case RCPT ->
                settle(reply.isPermanent() ? new Outcome.Refused(reply) : new Outcome.Deferred(Step.RCPT, reply), true);
            // RFC 5321 §4.1.1.4: the end of data clears all buffers, whatever the reply, so no RSET is needed.
            case DOT ->
                settle(
                        reply.isPermanent() && badAddress
                                ? new Outcome.Refused(reply)
                                : new Outcome.Deferred(Step.DOT, reply),
                        false);
            // RSET cannot be refused (RFC 5321 §4.1.1.5); what state such a server is in nobody knows.
            default -> quit(new Ending.Broken("RSET: " + reply));
        };
    }

    private List<SmtpAction> fail(Outcome.Deferred outcome) {
        failures++;
        if (failures < MOST_FAILURES) {
            return report(outcome, reset());
        }
        return report(outcome, quit(new Ending.Refusing(outcome.reply())));
    }

    private List<SmtpAction> settle(Outcome outcome, boolean open) {
        failures = 0;
        return report(outcome, open ? reset() : ready());
    }

    /** Begins to send a mail. Only in state {@link SmtpState#READY}. */
    public List<SmtpAction> begin(Transaction transaction) {
        if (state != SmtpState.READY) {
            throw new IllegalStateException("a transaction cannot begin in state " + state);
        }
        Optional<Submission> submission = Submission.of(transaction, capabilities);
        Optional<Outcome> obstacle = submission.isEmpty()
                ? Optional.of(new Outcome.Unaddressable("the server does not offer SMTPUTF8"))
                : submission.get().oversized();
        if (obstacle.isPresent()) {
            return List.of(new SmtpAction.Report(transaction.recipient(), obstacle.get()), new SmtpAction.Ready());
        }
        current = submission.get();
        return send(SmtpState.MAIL, submission.get().mail(), Wait.MAIL);
    }

    /** The message with its final dot has left. */
    public List<SmtpAction> messageSent() {
        return state == SmtpState.MESSAGE ? go(SmtpState.DOT, Wait.DOT) : List.of();
    }

    /** No further {@link #begin} will come: QUIT, after the mail that is under way. */
    public List<SmtpAction> finish() {
        finishing = true;
        if (state == SmtpState.READY) {
            return ready();
        }
        return state.isOpening() ? disconnect(new Ending.Finished()) : List.of();
    }

    /** The server did nothing for longer than the last {@link SmtpAction.Await} allows. */
    public List<SmtpAction> timedOut() {
        return lose("no answer in time (" + awaited + ")");
    }

    /** What the server sent is no reply. */
    public List<SmtpAction> garbled(String reason) {
        return state == SmtpState.EHLO ? disconnect(new Ending.NeedsHelo("EHLO: " + reason)) : lose(reason);
    }

    /** The connection cannot be made, or is gone. */
    public List<SmtpAction> disconnected(String reason) {
        return lose(reason);
    }

    private List<SmtpAction> lose(String reason) {
        if (state == SmtpState.CLOSED) {
            return List.of();
        }
        if (state == SmtpState.QUIT) {
            return disconnect(ending);
        }
        if (state.isOpening()) {
            return disconnect(new Ending.Unavailable(reason));
        }
        List<SmtpAction> last = disconnect(new Ending.Broken(reason));
        return current == null ? last : report(new Outcome.Lost(reason), last);
    }

    private List<SmtpAction> report(Outcome outcome, List<SmtpAction> more) {
        List<SmtpAction> actions = new ArrayList<>(1 + more.size());
        actions.add(new SmtpAction.Report(submission().recipient(), outcome));
        actions.addAll(more);
        current = null;
        return actions;
    }

    private Submission submission() {
        if (current == null) {
            throw new IllegalStateException("no mail is under way in state " + state);
        }
        return current;
    }

    private List<SmtpAction> ready() {
        if (finishing) {
            return quit(new Ending.Finished());
        }
        state = SmtpState.READY;
        return List.of(new SmtpAction.Ready());
    }

    private List<SmtpAction> reset() {
        return send(SmtpState.RSET, "RSET", Wait.RSET);
    }

    private List<SmtpAction> quit(Ending why) {
        ending = why;
        return send(SmtpState.QUIT, "QUIT", Wait.QUIT);
    }

    private List<SmtpAction> disconnect(Ending why) {
        state = SmtpState.CLOSED;
        return List.of(new SmtpAction.Disconnect(why));
    }

    private List<SmtpAction> send(SmtpState next, String command, Wait limit) {
        state = next;
        return List.of(new SmtpAction.Send(command), await(limit));
    }

    private List<SmtpAction> go(SmtpState next, Wait limit) {
        state = next;
        return List.of(await(limit));
    }

    private SmtpAction await(Wait limit) {
        awaited = limit;
        return new SmtpAction.Await(limit);
    }
}
