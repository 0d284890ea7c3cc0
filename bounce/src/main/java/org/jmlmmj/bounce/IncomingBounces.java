package org.jmlmmj.bounce;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.bounce.BounceParameter.OfConfirmation;
import org.jmlmmj.bounce.BounceParameter.OfProbe;
import org.jmlmmj.bounce.BounceParameter.OfRecipient;
import org.jmlmmj.bounce.BounceParameter.OfReport;
import org.jmlmmj.bounce.ReturnedMail.Origin;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Index;

/**
 * Takes mail that comes to bounce addresses (spec 05 §3, §4; 02 §6.8, §9).
 *
 * <p>Everybody can write to these addresses. So nothing counts that has an envelope sender, that names a post which never was,
 * that is about somebody who is not subscribed, or that is not understood as a failure. What is left, a forger can make too;
 * therefore nobody is unsubscribed unless a probe comes back as well, which counts only while one is on its way and only as
 * the report of a failure.
 *
 * <p>When a method returns, the mail has left its place; when it throws, it is still there and can be tried again. Thread-safe,
 * also between processes.
 */
public final class IncomingBounces {
    private final MailingList list;
    private final BounceRecords records;
    private final ReportedSubscribers subscribers;
    private final NotedBounce noted;
    private final ReturnedMails mails;

    /** The bounces of this list. */
    public IncomingBounces(MailingList list) {
        this.list = list;
        this.records = new BounceRecords(list);
        this.subscribers = new ReportedSubscribers(list);
        this.noted = new NotedBounce(list);
        this.mails = new ReturnedMails(list);
    }

    /** Does what a mail calls for, and removes it from its place. */
    public void take(ReturnedMail mail) throws IOException {
        take(mail, BounceParameter.parse(mail.parameter()));
    }

    /** The same with a parameter that is read already. */
    void take(ReturnedMail mail, Optional<BounceParameter> parameter) throws IOException {
        if (parameter.isEmpty()) {
            mails.putAside(mail, "its address is no bounce address");
        } else if (mail.origin() == Origin.SOMEBODY) {
            refuse(mail);
        } else if (parameter.get() instanceof OfRecipient of) {
            takeOfRecipient(mail, of);
        } else if (parameter.get() instanceof OfReport of) {
            takeOfReport(mail, of);
        } else if (parameter.get() instanceof OfProbe of) {
            takeOfProbe(mail, of);
        } else if (parameter.get() instanceof OfConfirmation of) {
            takeOfConfirmation(mail, of);
        }
    }

    /** Automatic answers are many and of no use; a person's mail is kept for a while. */
    private void refuse(ReturnedMail mail) throws IOException {
        Diagnosis diagnosis = mail.diagnose();
        if (diagnosis.kind() == BounceClass.AUTO_REPLY || diagnosis.kind() == BounceClass.NO_BOUNCE) {
            mails.drop(mail, diagnosis.kind().word() + ", " + diagnosis.note());
        } else {
            mails.putAside(mail, "it has an envelope sender, so it is no bounce");
        }
    }

    private void takeOfRecipient(ReturnedMail mail, OfRecipient of) throws IOException {
        if (!isPlausible(mail, of.ident())) {
            mails.putAside(mail, "there was no post " + of.ident());
            return;
        }
        Diagnosis diagnosis = mail.diagnose();
        Optional<Failure> failure = diagnosis.about(of.recipient());
        BounceClass kind = failure.map(Failure::kind).orElse(diagnosis.kind());
        // What nobody understands comes from a mail server all the same, and nothing else comes without a sender.
        if (!kind.counts() && kind != BounceClass.UNKNOWN) {
            ignore(mail, diagnosis, of.recipient() + ": " + kind.word());
            return;
        }
        String reason = failure.map(Failure::summary).orElse(kind.word() + ": see the last mail");
        if (records.add(of.recipient(), of.ident(), reason)) {
            list.bounces().keep(of.recipient(), mail.path(), mail.content());
        }
        mails.drop(mail, "recorded or ignored");
    }

    private void takeOfReport(ReturnedMail mail, OfReport of) throws IOException {
        if (!isPlausible(mail, of.ident())) {
            mails.putAside(mail, "there was no post " + of.ident());
            return;
        }
        Diagnosis diagnosis = mail.diagnose();
        int recorded = 0;
        for (Failure failure : diagnosis.failures()) {
            Optional<EmailAddress> recipient = subscribers.of(failure);
            if (recipient.isPresent() && records.add(recipient.get(), of.ident(), failure.summary())) {
                list.bounces().keep(recipient.get(), mail.path(), mail.content());
                recorded++;
            }
        }
        if (recorded > 0) {
            mails.drop(mail, "recorded for " + recorded);
        } else {
            ignore(mail, diagnosis, diagnosis.kind().word() + ", no subscriber named");
        }
    }

    private void takeOfProbe(ReturnedMail mail, OfProbe of) throws IOException {
        Diagnosis diagnosis = mail.diagnose();
        Optional<Failure> failure = diagnosis.about(of.recipient());
        if (failure.filter(found -> found.kind().counts()).isEmpty()) {
            ignore(
                    mail,
                    diagnosis,
                    "probe of " + of.recipient() + ": " + diagnosis.kind().word());
            return;
        }
        boolean expected = noted.unmark(of);
        mails.drop(
                mail,
                (expected ? "of a probe: " : "of no probe we sent: ")
                        + failure.get().summary());
    }

    private void takeOfConfirmation(ReturnedMail mail, OfConfirmation of) throws IOException {
        Diagnosis diagnosis = mail.diagnose();
        if (!diagnosis.kind().counts() && diagnosis.kind() != BounceClass.UNKNOWN) {
            ignore(mail, diagnosis, "confirmation request: " + diagnosis.kind().word());
            return;
        }
        noted.withdraw(of);
        mails.drop(mail, "confirmation request: " + diagnosis.kind().word());
    }

    /** What an owner may want to see stays for a week, the rest goes. */
    private void ignore(ReturnedMail mail, Diagnosis diagnosis, String why) throws IOException {
        if (diagnosis.kind() == BounceClass.UNKNOWN || diagnosis.kind() == BounceClass.POLICY) {
            mails.putAside(mail, why);
        } else {
            mails.drop(mail, why + ", " + diagnosis.note());
        }
    }

    /** Spec 02 §9: an archived post, or any number given out; digests and admin mails have none. */
    private boolean isPlausible(ReturnedMail mail, String ident) throws IOException {
        if (mail.origin() == Origin.VOUCHED_FOR
                || ident.equals("digest")
                || ident.equals("help")
                || ident.equals("0")) {
            return true;
        }
        long index = Index.parse(ident);
        return index > 0 && (index <= list.index().last() || list.archive().contains(index));
    }
}
