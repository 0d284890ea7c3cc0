package org.jmlmmj.send.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The client's side of one SMTP connection as a state machine (RFC 5321, spec 03 §7.3, §7.4): it is told what happened and
 * answers with what to do. It knows no socket and no clock, so the same machine is driven by the network and by tests.
 *
 * <p>{@link Opening} knows how the session is opened, {@link Pipeline} which mails are under way, {@link Exchange} what the
 * answers to one mail mean. After {@value Pipeline#MOST_FAILURES} mails in a row for which the server refuses MAIL or DATA the
 * conversation ends. For every recipient of a {@link #begin} there is exactly one {@link SmtpAction.Report}, unless the mail is
 * handed back as a whole. Not thread-safe.
 *
 * <pre>
 *            connected       220         250
 * CONNECTING ---------&gt; GREETING ---&gt; EHLO ---&gt; OPEN ---&gt; QUIT ---&gt; CLOSED
 *                                    5yz |       ^
 *                                        v       |
 *                         RSET_BEFORE_HELO --&gt; HELO
 * </pre>
 */
public final class SmtpConversation {
    private final Opening opening;
    private SmtpState state = SmtpState.CONNECTING;
    private Wait awaited = Wait.CONNECT;
    private Capabilities capabilities = Capabilities.NONE;
    private Pipeline pipeline = new Pipeline(Capabilities.NONE, false);
    private Ending ending = new Ending.Finished();
    private boolean finishing;

    private SmtpConversation(Opening opening) {
        this.opening = opening;
    }

    /**
     * A conversation that begins with EHLO.
     *
     * @param name what this client calls itself
     */
    public static SmtpConversation ehlo(String name) {
        return ehlo(name, SessionSecurity.NONE);
    }

    /** The same, protected in this way. */
    public static SmtpConversation ehlo(String name, SessionSecurity security) {
        return new SmtpConversation(new Opening(name, false, security));
    }

    /** A conversation that uses only HELO, with a server that could not stand EHLO. */
    public static SmtpConversation helo(String name) {
        return helo(name, SessionSecurity.NONE);
    }

    /** The same; where TLS is required it says nothing at all. */
    public static SmtpConversation helo(String name, SessionSecurity security) {
        return new SmtpConversation(new Opening(name, true, security));
    }

    /** The same conversation from its beginning, for another connection. */
    SmtpConversation again() {
        return new SmtpConversation(opening);
    }

    /** Where it stands. */
    public SmtpState state() {
        return state;
    }

    /** Whether the server owes an answer. */
    boolean isWaiting() {
        return state != SmtpState.CLOSED && !(state == SmtpState.OPEN && pipeline.isIdle());
    }

    /** What the server announced. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** The connection is open. */
    public List<SmtpAction> connected() {
        state = SmtpState.GREETING;
        return List.of(await(Wait.GREETING));
    }

    /** The server replied. */
    public List<SmtpAction> replied(SmtpReply reply) {
        return switch (state) {
            case GREETING, EHLO, RSET_BEFORE_HELO, HELO, STARTTLS, SECURE_EHLO, AUTH_USER, AUTH_PASSWORD, AUTH ->
                openingReplied(reply);
            case OPEN -> openReplied(reply);
            case CONNECTING, HANDSHAKE -> lose("the server speaks out of turn: " + reply, false);
            case QUIT -> disconnect(ending);
            case CLOSED -> List.of();
        };
    }

    private List<SmtpAction> openingReplied(SmtpReply reply) {
        if ((state == SmtpState.EHLO || state == SmtpState.SECURE_EHLO) && reply.isPositive()) {
            capabilities = Capabilities.of(reply);
        }
        return opened(opening.after(state, reply, capabilities));
    }

    private List<SmtpAction> opened(Opening.Next next) {
        if (next instanceof Opening.Next.Say say) {
            return say(say.state(), say.command(), say.limit());
        }
        if (next instanceof Opening.Next.Confide confide) {
            state = confide.state();
            return List.of(new SmtpAction.SendSecret(confide.line()), await(Wait.HELLO));
        }
        if (next instanceof Opening.Next.Secure) {
            state = SmtpState.HANDSHAKE;
            return List.of(await(Wait.HELLO), new SmtpAction.StartTls());
        }
        if (next instanceof Opening.Next.Open) {
            pipeline = new Pipeline(capabilities, state == SmtpState.HELO);
            state = SmtpState.OPEN;
            List<SmtpAction> actions = new ArrayList<>();
            actions.add(new SmtpAction.Opened());
            return goOn(actions);
        }
        return next instanceof Opening.Next.Quit quit
                ? quit(quit.ending())
                : disconnect(((Opening.Next.Drop) next).ending());
    }

    /** TLS is there. */
    public List<SmtpAction> secured() {
        capabilities = Capabilities.NONE;
        return state == SmtpState.HANDSHAKE ? opened(opening.secured()) : List.of();
    }

    /** There was more than the answer to STARTTLS. */
    public List<SmtpAction> injected() {
        return disconnect(new Ending.Unavailable("the server sends more than an answer to STARTTLS"));
    }

    private List<SmtpAction> openReplied(SmtpReply reply) {
        Optional<String> objection = pipeline.objection(reply);
        if (objection.isPresent()) {
            return lose(objection.get(), reply.isClosing());
        }
        List<SmtpAction> actions = new ArrayList<>();
        Optional<Ending> end = pipeline.answered(reply, actions);
        if (end.isEmpty()) {
            return goOn(actions);
        }
        // With DATA under way a QUIT might become part of a mail.
        boolean silently = !pipeline.isIdle();
        pipeline.lose("the session was ended", true, actions);
        actions.addAll(silently ? disconnect(end.get()) : quit(end.get()));
        return actions;
    }

    /** Sends what can be sent, then asks for more or waits. */
    private List<SmtpAction> goOn(List<SmtpAction> actions) {
        pipeline.send(actions);
        if (!pipeline.isIdle()) {
            actions.add(await(pipeline.awaited()));
        }
        if (finishing && pipeline.isEmpty() && pipeline.isIdle()) {
            actions.addAll(quit(new Ending.Finished()));
        } else if (!finishing && pipeline.hasRoom() && mayBegin()) {
            actions.add(new SmtpAction.Ready(!pipeline.isEmpty()));
        }
        return actions;
    }

    /** After a RSET a mail can be begun at once only where the server takes commands in groups. */
    private boolean mayBegin() {
        return pipeline.isIdle() || capabilities.pipelining();
    }

    /** Begins to send a mail. Only in answer to {@link SmtpAction.Ready}, at once or later. */
    public List<SmtpAction> begin(Transaction transaction) {
        if (state != SmtpState.OPEN || finishing || !pipeline.hasRoom()) {
            throw new IllegalStateException("a transaction cannot begin in state " + state);
        }
        List<SmtpAction> actions = new ArrayList<>();
        if (!pipeline.begin(transaction, actions)) {
            actions.add(new SmtpAction.Ready(!pipeline.isEmpty()));
            return actions;
        }
        return goOn(actions);
    }

    /** The message with its final dot has left. */
    public List<SmtpAction> messageSent() {
        pipeline.messageSent();
        return state == SmtpState.OPEN && !pipeline.isIdle() ? List.of(await(pipeline.awaited())) : List.of();
    }

    /** No further {@link #begin} will come: QUIT, after the mails that are under way. */
    public List<SmtpAction> finish() {
        if (state.isOpening()) {
            return disconnect(new Ending.Finished());
        }
        if (state != SmtpState.OPEN || finishing) {
            return List.of();
        }
        finishing = true;
        return pipeline.isEmpty() && pipeline.isIdle() ? quit(new Ending.Finished()) : List.of();
    }

    /** The server did nothing for longer than the last {@link SmtpAction.Await} allows. */
    public List<SmtpAction> timedOut() {
        return lose("no answer in time (" + awaited + ")", false);
    }

    /** What the server sent is no reply. */
    public List<SmtpAction> garbled(String reason) {
        return state == SmtpState.EHLO ? disconnect(opening.garbledEhlo(reason)) : lose(reason, false);
    }

    /** The connection cannot be made, or is gone. */
    public List<SmtpAction> disconnected(String reason) {
        return lose(reason, false);
    }

    private List<SmtpAction> lose(String reason, boolean politely) {
        if (state == SmtpState.CLOSED) {
            return List.of();
        }
        if (state == SmtpState.QUIT) {
            return disconnect(ending);
        }
        if (state.isOpening()) {
            return disconnect(opening.failed(state, reason));
        }
        List<SmtpAction> actions = new ArrayList<>();
        pipeline.lose(reason, politely, actions);
        actions.addAll(disconnect(new Ending.Broken(reason)));
        return actions;
    }

    private List<SmtpAction> quit(Ending why) {
        ending = why;
        return say(SmtpState.QUIT, "QUIT", Wait.QUIT);
    }

    private List<SmtpAction> disconnect(Ending why) {
        state = SmtpState.CLOSED;
        return List.of(new SmtpAction.Disconnect(why));
    }

    private List<SmtpAction> say(SmtpState next, String command, Wait limit) {
        state = next;
        return List.of(new SmtpAction.Send(command), await(limit));
    }

    private SmtpAction await(Wait limit) {
        awaited = limit;
        return new SmtpAction.Await(limit);
    }
}
