package org.jmlmmj.send.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mails under way over one open session and the commands that are not answered yet (RFC 2920). Not thread-safe.
 *
 * <p>Where the server offers PIPELINING, the end of one mail and the beginning of the next leave together:
 *
 * <pre>
 * C: (mail 1) . | MAIL RCPT DATA                        C: (mail 2) . | MAIL RCPT DATA
 *                                 S: 250 250 250 354                                    S: 250 250 250 354
 * </pre>
 *
 * So there are at most two mails under way, and the content of the second waits for the fate of the first. Without
 * PIPELINING each command waits for the answer to the one before. At most {@value #MOST_UNANSWERED} commands are unanswered, so
 * their answers fit into the buffers of any server and neither side waits for the other (RFC 2920 §3.1).
 */
final class Pipeline {
    /** So many refusals of MAIL or DATA in a row mean that the server takes nothing now (spec 03 §9.3). */
    static final int MOST_FAILURES = 3;

    static final int MOST_UNANSWERED = 100;

    private static final int START_MAIL_INPUT = 354;

    /** A command that was sent; RSET belongs to no mail. */
    private record Sent(Wait command, @Nullable Exchange exchange) {}

    private final Capabilities capabilities;
    private final boolean helo;
    private final Deque<Sent> unanswered = new ArrayDeque<>();
    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private boolean resetDue;
    private boolean writing;
    private int failures;
    private boolean settledAny;
    private Optional<String> batchRefusal = Optional.empty();

    /**
     * @param helo whether the server knows no EHLO, so that nothing at all may be used that is not in RFC 821
     */
    Pipeline(Capabilities capabilities, boolean helo) {
        this.capabilities = capabilities;
        this.helo = helo;
    }

    /** Takes a mail; false if it is settled already, as this server cannot get it. */
    boolean begin(Transaction transaction, List<SmtpAction> actions) {
        Optional<Transaction.Batch> batch = transaction.batch();
        if (batch.isPresent() && helo && !batch.get().parameter().isEmpty()) {
            batchRefusal = Optional.of("the server knows only HELO");
        }
        if (batch.isPresent() && batchRefusal.isPresent()) {
            actions.add(new SmtpAction.Unbatch(transaction, batchRefusal.get()));
            return false;
        }
        Optional<Submission> submission = Submission.of(transaction, capabilities);
        Optional<Outcome> obstacle = submission.isEmpty()
                ? Optional.of(new Outcome.Unaddressable("the server does not offer SMTPUTF8"))
                : submission.get().oversized();
        if (obstacle.isPresent()) {
            transaction
                    .recipients()
                    .forEach(recipient -> actions.add(new SmtpAction.Report(recipient, obstacle.get())));
            return false;
        }
        // RFC 3030 §2: after a chunk that is refused, nothing goes without RSET, and whether this one is is not known
        // yet.
        resetDue |= !exchanges.isEmpty() && exchanges.getLast().isChunk();
        exchanges.add(new Exchange(submission.get()));
        return true;
    }

    /** Sends all that may be sent now. */
    void send(List<SmtpAction> actions) {
        boolean sent = true;
        while (sent && mayBeUnanswered()) {
            sent = sendNext(actions);
        }
    }

    private boolean mayBeUnanswered() {
        return unanswered.isEmpty() || (capabilities.pipelining() && unanswered.size() < MOST_UNANSWERED);
    }

    private boolean sendNext(List<SmtpAction> actions) {
        if (resetDue) {
            resetDue = false;
            actions.add(new SmtpAction.Send("RSET"));
            unanswered.add(new Sent(Wait.RSET, null));
            return true;
        }
        Exchange youngest = exchanges.peekLast();
        if (youngest == null || !youngest.canSend()) {
            return false;
        }
        Wait command = youngest.send(actions);
        writing |= youngest.isBegun();
        unanswered.add(new Sent(command, youngest));
        return true;
    }

    /** Whether another mail can be begun. */
    boolean hasRoom() {
        return exchanges.isEmpty()
                || (exchanges.size() == 1
                        && capabilities.pipelining()
                        && exchanges.getFirst().isBegun());
    }

    /** Whether no mail is under way. */
    boolean isEmpty() {
        return exchanges.isEmpty();
    }

    /** Whether nothing waits for an answer. */
    boolean isIdle() {
        return unanswered.isEmpty();
    }

    /** What the server is waited for. Only if it is not idle. */
    Wait awaited() {
        return writing ? Wait.WRITE : unanswered.getFirst().command();
    }

    /** The mail has left. */
    void messageSent() {
        writing = false;
    }

    /** Why a reply makes no sense here; empty if it does. */
    Optional<String> objection(SmtpReply reply) {
        Sent sent = unanswered.peek();
        if (sent == null) {
            return Optional.of("the server speaks out of turn: " + reply);
        }
        if (writing) {
            // Whatever it says, it does not have the whole message, and the rest would look like commands.
            return Optional.of("the server replies before the end of the message: " + reply);
        }
        if (sent.exchange() != null && sent.exchange().isContradictedBy(sent.command(), reply)) {
            return Optional.of("the server wants a mail whose sender it refused: " + reply);
        }
        boolean refused = reply.isTransient() || reply.isPermanent();
        boolean expected = sent.command() == Wait.DATA ? reply.code() == START_MAIL_INPUT : reply.isPositive();
        return reply.isClosing() || !(refused || expected)
                ? Optional.of(sent.command() + ": " + reply)
                : Optional.empty();
    }

    /**
     * Takes a reply to which there is no {@link #objection}.
     *
     * @return why the session has to be ended; empty if it goes on
     */
    Optional<Ending> answered(SmtpReply reply, List<SmtpAction> actions) {
        Sent sent = unanswered.remove();
        Exchange exchange = sent.exchange();
        if (exchange == null) {
            // RSET cannot be refused (RFC 5321 §4.1.1.5); what state such a server is in nobody knows.
            return reply.isPositive() ? Optional.empty() : Optional.of(new Ending.Broken("RSET: " + reply));
        }
        exchange.answered(sent.command(), reply, actions);
        return exchange.isEnded() ? ended(exchange, reply) : Optional.empty();
    }

    private Optional<Ending> ended(Exchange exchange, SmtpReply last) {
        exchanges.remove(exchange);
        resetDue |= exchange.needsReset() && exchanges.isEmpty();
        settledAny = true;
        if (exchange.isUnbatched()) {
            batchRefusal = Optional.of("the server refused a batch before");
            return Optional.empty();
        }
        Optional<SmtpReply> refusal = exchange.refusal();
        failures = refusal.isPresent() ? failures + 1 : 0;
        return failures < MOST_FAILURES ? Optional.empty() : Optional.of(new Ending.Refusing(refusal.orElse(last)));
    }

    /**
     * The connection is gone. The mail whose turn it was may have arrived or not, and so may one whose end was sent; the other was not
     * begun and goes to somebody else.
     */
    void lose(String reason, boolean politely, List<SmtpAction> actions) {
        Sent sent = unanswered.peek();
        Exchange oldest = sent == null ? null : sent.exchange();
        // A server that takes only so many mails per connection says so when the next one begins (RFC 5321 §3.8).
        boolean untouched = politely && settledAny && sent != null && sent.command() == Wait.MAIL;
        for (Exchange exchange : exchanges) {
            if (exchange.isBegun() || (exchange == oldest && !untouched)) {
                exchange.lose(reason, actions);
            } else {
                actions.add(exchange.handBack());
            }
        }
        exchanges.clear();
        unanswered.clear();
    }
}
