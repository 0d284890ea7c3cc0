package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.OversizedHeadersException;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.receive.Action.FollowUp;

/**
 * Takes one mail from {@code incoming/} to where it belongs (spec 02 §2): reads its headers, has it judged, acts. The file in
 * {@code incoming/} goes last, and only then anything is sent. Thread-safe, if the distribution is.
 */
public final class MailProcessor {
    private final MailingList list;
    private final EnvelopeVariables variables;
    private final AdminMailWriter writer;
    private final PostActions posts;
    private final OtherActions others;
    private final Commands commands;

    /**
     * @param variables what the mail server says about the envelope
     * @param writer writes the answers
     * @param distribution takes over the mails that go out
     */
    public MailProcessor(
            MailingList list, EnvelopeVariables variables, AdminMailWriter writer, Distribution distribution) {
        this.list = list;
        this.variables = variables;
        this.writer = writer;
        this.posts = new PostActions(list, distribution);
        this.others = new OtherActions(list, distribution);
        this.commands = new Commands(list, writer, distribution);
    }

    /**
     * Processes a mail.
     *
     * @param distributes whether a post goes to the subscribers; otherwise it stays ready in {@code queue/}
     * @throws IOException if it could not be processed; it is still in its place then and can be tried again
     */
    public ExitStatus process(Path mail, boolean distributes) throws IOException {
        FollowUp followUp;
        try (StoredMail stored = StoredMail.open(mail)) {
            followUp = act(stored, distributes);
        }
        dropEnvelope(mail);
        try {
            followUp.run();
        } catch (IOException | RuntimeException e) {
            // The next stage is on disk: no reason to let the mail server send the mail again, whatever went wrong.
            list.syslog().error(mail.getFileName() + ": could not be sent now: " + FailureText.of(e));
        }
        return ExitStatus.OK;
    }

    private void dropEnvelope(Path mail) {
        try {
            list.incoming().dropEnvelope(mail);
        } catch (IOException e) {
            // Maintenance tries again; the mail has become something else, which is to be sent now.
            list.syslog().warning(mail.getFileName() + ": its envelope cannot be deleted: " + FailureText.of(e));
        }
    }

    private FollowUp act(StoredMail stored, boolean distributes) throws IOException {
        HeaderBlock headers;
        try {
            headers = stored.headers();
        } catch (OversizedHeadersException e) {
            Path discarded = list.queue().discard(stored.path());
            list.syslog().warning(stored.path().getFileName() + ": put aside as " + discarded + ": " + e.getMessage());
            return FollowUp.none();
        }
        IncomingMail mail = IncomingMail.of(headers, stored.size(), variables, list.addresses());
        PostingRules rules =
                new PostingRules(PostingPolicy.of(list), list.subscribers()::contain, list.operationLog()::write);
        Verdict verdict = rules.judge(mail);
        return action(verdict, distributes).act(new WorkInHand(list, stored, mail, writer));
    }

    private Action action(Verdict verdict, boolean distributes) {
        if (verdict instanceof Verdict.Distribute) {
            return distributes ? posts::distribute : posts::keepInQueue;
        }
        if (verdict instanceof Verdict.Hold hold) {
            return work -> posts.hold(work, hold);
        }
        if (verdict instanceof Verdict.Deny deny) {
            return work -> posts.deny(work, deny);
        }
        if (verdict instanceof Verdict.Drop drop) {
            return work -> others.drop(work, drop.why());
        }
        if (verdict instanceof Verdict.Discard discard) {
            return work -> others.discard(work, discard.why());
        }
        if (verdict instanceof Verdict.Command command) {
            return work -> commands.obey(work, command.extension());
        }
        return others::sendToOwners;
    }
}
