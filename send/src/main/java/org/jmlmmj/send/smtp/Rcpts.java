package org.jmlmmj.send.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.send.smtp.Outcome.Step;

/** The recipients of one mail under way, and which of them the server accepted so far. Not thread-safe. */
final class Rcpts {
    private static final EnhancedStatus TOO_MANY = new EnhancedStatus(4, 5, 3);

    private final Submission submission;
    private final List<Recipient> accepted = new ArrayList<>(1);
    private final List<Recipient> surplus = new ArrayList<>(0);
    private int asked;
    private int answered;

    Rcpts(Submission submission) {
        this.submission = submission;
    }

    /** The next command, if {@link #areAsked} does not say that all were sent. */
    SmtpAction ask() {
        return new SmtpAction.Send(submission.rcpt(asked++));
    }

    boolean areAsked() {
        return asked == submission.count();
    }

    boolean areAnswered() {
        return answered == submission.count();
    }

    /** Whether somebody is accepted. */
    boolean hasAccepted() {
        return !accepted.isEmpty();
    }

    /** Whether exactly one is accepted, so that what is said about the mail is said about this recipient. */
    boolean hasOneAccepted() {
        return accepted.size() == 1;
    }

    /**
     * Takes the next answer.
     *
     * @param settled whether it makes no difference any more, since the sender was refused
     */
    void answered(SmtpReply reply, boolean refused, boolean settled, List<SmtpAction> actions) {
        Recipient recipient = submission.recipient(answered++);
        if (!refused) {
            accepted.add(recipient);
        } else if (!settled) {
            refused(recipient, reply, actions);
        }
        if (areAnswered()) {
            handBackSurplus(actions);
        }
    }

    private void refused(Recipient recipient, SmtpReply reply, List<SmtpAction> actions) {
        // RFC 5321 §4.5.3.1.10: the rest of a batch that is too large goes into another one.
        if (hasAccepted() && reply.status().equals(Optional.of(TOO_MANY))) {
            surplus.add(recipient);
        } else {
            Outcome outcome = reply.isPermanent() ? new Outcome.Refused(reply) : new Outcome.Deferred(Step.RCPT, reply);
            actions.add(new SmtpAction.Report(recipient, outcome));
        }
    }

    private void handBackSurplus(List<SmtpAction> actions) {
        if (!surplus.isEmpty()) {
            actions.add(new SmtpAction.GiveBack(submission.transaction().only(surplus)));
            surplus.clear();
        }
    }

    /** Says what became of everybody who was accepted. */
    void report(Outcome outcome, List<SmtpAction> actions) {
        for (Recipient recipient : accepted) {
            actions.add(new SmtpAction.Report(recipient, outcome));
        }
    }

    /** Says that whoever is not settled may have got the mail or not. */
    void lose(Outcome.Lost outcome, List<SmtpAction> actions) {
        report(outcome, actions);
        for (int i = answered; i < submission.count(); i++) {
            actions.add(new SmtpAction.Report(submission.recipient(i), outcome));
        }
        handBackSurplus(actions);
    }
}
