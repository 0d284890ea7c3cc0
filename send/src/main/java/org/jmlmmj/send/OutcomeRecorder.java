package org.jmlmmj.send;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.time.ZonedDateTime;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.send.smtp.EnhancedStatus;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Outcome.Step;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.SmtpReply;

/**
 * Writes outcomes down: the table of spec 03 §9.3. Whatever is not delivered is logged with what the relay said. For one thread.
 */
final class OutcomeRecorder implements Ledger {
    private final MailingList list;
    private final DeliveryJournal journal;
    private final Bounces bounces;
    private final String ident;
    private boolean toldSize;
    private long delivered;
    private long bounced;
    private long waiting;
    private Progress progress = Progress.UNSEEN;

    /**
     * @param ident what bounce records name the mail: its index, or another word from its bounce address
     */
    OutcomeRecorder(MailingList list, DeliveryJournal journal, Bounces bounces, String ident) {
        this.list = list;
        this.journal = journal;
        this.bounces = bounces;
        this.ident = ident;
    }

    @Override
    public void note(Recipient recipient, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Accepted) {
            delivered++;
            journal.markDone(recipient);
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(recipient, refused.reply());
        } else if (outcome instanceof Outcome.Unaddressable unaddressable) {
            bounce(recipient, unaddressable.reason());
        } else if (outcome instanceof Outcome.Deferred deferred) {
            defer(recipient, deferred);
        } else if (outcome instanceof Outcome.Lost lost) {
            fail(recipient, lost.reason());
        } else if (outcome instanceof Outcome.Oversized oversized) {
            reject(recipient, oversized);
        }
    }

    /** A relay that lets this mail or its sender through to nobody must not cost the list its subscribers (spec 05 §6.2). */
    private void refuse(Recipient recipient, SmtpReply reply) throws IOException {
        if (reply.status().filter(EnhancedStatus::isPolicy).isPresent()) {
            fail(recipient, reply.toString());
        } else {
            bounce(recipient, reply.toString());
        }
    }

    private void bounce(Recipient recipient, String why) throws IOException {
        if (bounces == Bounces.NOT_RECORDED || !record(recipient.address(), why)) {
            fail(recipient, why);
            return;
        }
        bounced++;
        list.syslog().warning(what() + " is refused for " + recipient.address() + ": " + why);
        // After the record: a crash in between must not lose it.
        journal.markDone(recipient);
    }

    /** Whether a record was written, or is not wanted because the address has left the list. */
    private boolean record(EmailAddress address, String why) throws IOException {
        if (bounces == Bounces.RECORDED_ON_RETRY && !list.subscribers().contain(address)) {
            return true;
        }
        try {
            list.bounces().record(address, ident, ZonedDateTime.now(list.clock()), why);
            return true;
        } catch (IOException | InvalidPathException e) {
            // Some addresses are no file names. The delivery to others must not end because of one.
            list.syslog().error("no bounce record for " + address + ": " + e);
            return false;
        }
    }

    private void defer(Recipient recipient, Outcome.Deferred deferred) throws IOException {
        SmtpReply reply = deferred.reply();
        boolean mailboxTrouble = deferred.step() == Step.RCPT && reply.code() / 10 == 45;
        if (bounces == Bounces.RECORDED_ON_RETRY && mailboxTrouble) {
            record(recipient.address(), reply.toString());
        }
        fail(recipient, deferred.step() + ": " + reply);
    }

    private void reject(Recipient recipient, Outcome.Oversized oversized) {
        if (!toldSize) {
            toldSize = true;
            list.syslog()
                    .error(what() + " has " + oversized.octets() + " octets, the relay takes " + oversized.limit());
        }
        waiting++;
        journal.markFailed(recipient);
    }

    private void fail(Recipient recipient, String why) {
        list.syslog().warning(what() + " did not reach " + recipient.address() + ": " + why);
        waiting++;
        journal.markFailed(recipient);
    }

    private String what() {
        return "mail " + ident + " (" + journal.plan().message() + ")";
    }

    @Override
    public void commit() throws IOException {
        journal.commit();
        progress.reached(journal.count(), delivered, bounced + waiting);
    }

    /** Tells somebody what is on disk, each time. */
    OutcomeRecorder watchedBy(Progress watcher) {
        progress = watcher;
        return this;
    }

    /** The sum. */
    DeliveryReport report() {
        return new DeliveryReport(journal.count(), delivered, bounced, journal.outstanding());
    }
}
