package org.jmlmmj.send.smtp;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.send.smtp.Outcome.Step;

/**
 * One mail on its way over one connection: which command of it may go out next, and what the answers mean (spec 03 §9.3). A
 * refused recipient never stops the others. For every recipient there is exactly one {@link SmtpAction.Report}, unless the
 * whole mail is handed back. Not thread-safe.
 *
 * <p>To one recipient, DATA is sent without waiting for the answer to RCPT (RFC 2920 §3.1), which makes one round trip out of three.
 * If the server then gives the go-ahead although it takes nobody, it gets an empty mail, as that RFC demands. In a batch, and with
 * BDAT, which costs no round trip, the mail begins only when a recipient is accepted.
 */
final class Exchange {
    /** What of the mail goes out next. */
    private enum Stage {
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        NOTHING
    }

    private final Submission submission;
    private final Optional<List<SmtpAction>> chunk;
    private final Rcpts rcpts;
    private Stage stage = Stage.MAIL;
    private int unanswered;
    private boolean over;
    private boolean goAhead;
    private boolean openAtServer;
    private Optional<SmtpReply> senderRefusal = Optional.empty();
    private Optional<SmtpReply> refusal = Optional.empty();

    Exchange(Submission submission) {
        this.submission = submission;
        this.rcpts = new Rcpts(submission);
        this.chunk = submission.chunk();
    }

    /** Whether something can be sent now, apart from how many commands may be unanswered. */
    boolean canSend() {
        return switch (stage) {
            case MAIL, RCPT -> !over;
            case DATA -> !over && (submission.count() == 1 || rcpts.areAnswered());
            case CONTENT -> chunk.isPresent() ? !over && rcpts.areAnswered() : goAhead;
            case NOTHING -> false;
        };
    }

    /** Adds what is to be sent now, and returns what it waits for then. Only if {@link #canSend}. */
    Wait send(List<SmtpAction> actions) {
        unanswered++;
        return switch (stage) {
            case MAIL -> {
                actions.add(new SmtpAction.Send(submission.mail()));
                stage = Stage.RCPT;
                yield Wait.MAIL;
            }
            case RCPT -> {
                actions.add(rcpts.ask());
                stage = !rcpts.areAsked() ? Stage.RCPT : chunk.isPresent() ? Stage.CONTENT : Stage.DATA;
                yield Wait.RCPT;
            }
            case DATA -> {
                actions.add(new SmtpAction.Send("DATA"));
                stage = Stage.CONTENT;
                yield Wait.DATA;
            }
            case CONTENT -> {
                sendContent(actions);
                stage = Stage.NOTHING;
                yield Wait.DOT;
            }
            case NOTHING -> throw new IllegalStateException("all is said");
        };
    }

    private void sendContent(List<SmtpAction> actions) {
        if (over) {
            // RFC 2920 §3.1: the server waits for a mail although it refused the only recipient.
            actions.add(new SmtpAction.Send("."));
        } else if (chunk.isPresent()) {
            actions.addAll(chunk.get());
        } else {
            actions.add(submission.message());
        }
    }

    /** Takes the answer to a command, which is a refusal or what was hoped for. */
    void answered(Wait command, SmtpReply reply, List<SmtpAction> actions) {
        unanswered--;
        boolean refused = reply.isTransient() || reply.isPermanent();
        switch (command) {
            case MAIL -> mailAnswered(reply, refused, actions);
            case RCPT -> rcptAnswered(reply, refused, actions);
            case DATA -> dataAnswered(reply, refused, actions);
            default -> contentAnswered(reply, refused, actions);
        }
    }

    private void mailAnswered(SmtpReply reply, boolean refused, List<SmtpAction> actions) {
        openAtServer = true;
        if (!refused) {
            return;
        }
        over = true;
        senderRefusal = Optional.of(reply);
        Transaction transaction = submission.transaction();
        if (transaction.batch().isPresent()) {
            actions.add(new SmtpAction.Unbatch(transaction, "MAIL: " + reply));
        } else {
            refusal = senderRefusal;
            actions.add(new SmtpAction.Report(submission.recipient(0), new Outcome.Deferred(Step.MAIL, reply)));
        }
    }

    private void rcptAnswered(SmtpReply reply, boolean refused, List<SmtpAction> actions) {
        rcpts.answered(reply, refused, over, actions);
        over |= rcpts.areAnswered() && !rcpts.hasAccepted();
    }

    private void dataAnswered(SmtpReply reply, boolean refused, List<SmtpAction> actions) {
        goAhead = !refused;
        if (refused && !over) {
            over = true;
            refusal = Optional.of(reply);
            rcpts.report(new Outcome.Deferred(Step.DATA, reply), actions);
        }
    }

    private void contentAnswered(SmtpReply reply, boolean refused, List<SmtpAction> actions) {
        // RFC 5321 §4.1.1.4: the end of data clears all buffers, whatever the reply. RFC 3030 §2: not so a refused
        // chunk.
        openAtServer = chunk.isPresent() && refused;
        if (over) {
            return;
        }
        over = true;
        // Of several recipients nobody knows which one is meant.
        boolean badAddress = rcpts.hasOneAccepted()
                && reply.isPermanent()
                && reply.status().map(EnhancedStatus::isBadAddress).orElse(false);
        Outcome bad = badAddress ? new Outcome.Refused(reply) : new Outcome.Deferred(Step.DOT, reply);
        rcpts.report(refused ? bad : new Outcome.Accepted(reply), actions);
    }

    /** Whether nothing of it will be sent or answered any more. */
    boolean isEnded() {
        return unanswered == 0 && over && !canSend();
    }

    /** Whether all of it is sent. */
    boolean isSent() {
        return stage == Stage.NOTHING;
    }

    /** Whether the mail itself was begun. */
    boolean isBegun() {
        return isSent() && !over;
    }

    /** Whether the server has to be told to forget it. */
    boolean needsReset() {
        return openAtServer;
    }

    /** Whether the mail is sent as a chunk. */
    boolean isChunk() {
        return chunk.isPresent();
    }

    /** Whether the server refused the sender of a batch. */
    boolean isUnbatched() {
        return senderRefusal.isPresent() && submission.transaction().batch().isPresent();
    }

    /** The refusal of MAIL or DATA, which tells something about the server. */
    Optional<SmtpReply> refusal() {
        return refusal;
    }

    /** Whether the server asks for a mail whose sender it refused and whose recipient it accepted: nobody knows what it would do. */
    boolean isContradictedBy(Wait command, SmtpReply reply) {
        return command == Wait.DATA && senderRefusal.isPresent() && rcpts.hasAccepted() && reply.code() / 100 == 3;
    }

    /** The connection is gone: whoever is not settled may have got the mail or not. */
    void lose(String reason, List<SmtpAction> actions) {
        if (over) {
            return;
        }
        rcpts.lose(new Outcome.Lost(reason), actions);
    }

    /** The connection is gone before anything of it was answered. */
    SmtpAction handBack() {
        return new SmtpAction.GiveBack(submission.transaction());
    }
}
