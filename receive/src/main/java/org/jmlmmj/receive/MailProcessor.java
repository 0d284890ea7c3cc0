package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderEdits;
import org.jmlmmj.core.message.OversizedHeadersException;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.RandomNames;

/**
 * Takes one mail from {@code incoming/} to where it belongs (spec 02 §2): reads its headers, has it judged, acts.
 *
 * <p>The file in {@code incoming/} goes last. What it becomes keeps its name, so that a mail whose processing died half-way
 * can be processed again without becoming two. Thread-safe, if the distribution is.
 */
public final class MailProcessor {
    private final MailingList list;
    private final EnvelopeVariables variables;
    private final Distribution distribution;
    private final boolean sends;

    /**
     * @param variables what the mail server says about the envelope
     * @param distribution takes over the mails that go out
     */
    public MailProcessor(MailingList list, EnvelopeVariables variables, Distribution distribution) {
        this(list, variables, distribution, true);
    }

    private MailProcessor(MailingList list, EnvelopeVariables variables, Distribution distribution, boolean sends) {
        this.list = list;
        this.variables = variables;
        this.distribution = distribution;
        this.sends = sends;
    }

    /** The same, but posts that would go to the subscribers stay in {@code queue/}. */
    public MailProcessor withoutSending() {
        return new MailProcessor(list, variables, distribution, false);
    }

    /**
     * Processes a mail.
     *
     * @throws IOException if it could not be processed; it is still in its place then and can be tried again
     */
    public ExitStatus process(Path mail) throws IOException {
        Optional<Outgoing> outgoing;
        try (StoredMail stored = StoredMail.open(mail)) {
            outgoing = act(stored);
        }
        if (outgoing.isPresent()) {
            send(outgoing.get());
        }
        return ExitStatus.OK;
    }

    /** A mail that is ready in {@code queue/}, and what is left to do with it. */
    private record Outgoing(Path mail, Sending sending) {}

    @FunctionalInterface
    private interface Sending {
        void run(Path mail) throws IOException;
    }

    /** From here on the mail is in the queue: a failure is no reason to let the mail server send it again. */
    private void send(Outgoing outgoing) {
        try {
            outgoing.sending().run(outgoing.mail());
        } catch (IOException e) {
            list.syslog().error(outgoing.mail() + ": is in the queue but could not be sent: " + FailureText.of(e));
        }
    }

    private Optional<Outgoing> act(StoredMail stored) throws IOException {
        HeaderBlock headers;
        try {
            headers = stored.headers();
        } catch (OversizedHeadersException e) {
            discard(stored, "-", FailureText.of(e));
            return Optional.empty();
        }
        IncomingMail mail = IncomingMail.of(headers, stored.size(), variables, list.addresses());
        PostingRules rules = new PostingRules(PostingPolicy.of(list), list.subscribers()::contain);
        Verdict verdict = rules.judge(mail);
        String id = messageId(headers);
        if (verdict instanceof Verdict.Distribute) {
            return distribute(stored, mail, id);
        } else if (verdict instanceof Verdict.ToOwner) {
            return sendToOwners(stored, mail, id);
        } else if (verdict instanceof Verdict.Hold hold) {
            hold(stored, mail, id, hold);
        } else if (verdict instanceof Verdict.Drop drop) {
            list.syslog().info(id + ": dropped: " + drop.why());
            list.incoming().delete(stored.path());
        } else if (verdict instanceof Verdict.Discard discard) {
            discard(stored, id, discard.why());
        } else if (verdict instanceof Verdict.Deny deny) {
            discard(stored, id, "it is denied: " + deny.reason().word());
        } else if (verdict instanceof Verdict.Command command) {
            discard(stored, id, "the command " + command.extension() + " is not known");
        }
        return Optional.empty();
    }

    private Optional<Outgoing> distribute(StoredMail stored, IncomingMail mail, String id) throws IOException {
        Path post = put(stored, mail.headers(), PostEdits.of(list), list.queue().mail(nameFor(stored)));
        list.incoming().delete(stored.path());
        list.syslog().info(id + ": accepted as " + post.getFileName());
        Optional<EmailAddress> omit =
                list.tunables().get(Tunable.NOTMETOO) ? Optional.of(mail.author()) : Optional.empty();
        return sends
                ? Optional.of(new Outgoing(post, queued -> distribution.toSubscribers(queued, omit)))
                : Optional.empty();
    }

    private Optional<Outgoing> sendToOwners(StoredMail stored, IncomingMail mail, String id) throws IOException {
        List<EmailAddress> owners = new Owners(list).addresses();
        Path queued =
                put(stored, mail.headers(), HeaderEdits.none(), list.queue().mail(nameFor(stored)));
        list.incoming().delete(stored.path());
        list.syslog().info(id + ": to the owners as " + queued.getFileName());
        list.operationLog()
                .write("mlmmj-process: sending mail from " + mail.sender().value() + " to owner");
        return Optional.of(new Outgoing(queued, file -> distribution.toRecipients(file, mail.sender(), owners)));
    }

    private void hold(StoredMail stored, IncomingMail mail, String id, Verdict.Hold hold) throws IOException {
        String name = nameFor(stored);
        if (list.tunables().get(Tunable.NOTMETOO)) {
            // Before the post itself, as a moderator may release that at once (spec 01 §8.5).
            list.moderation().rememberPoster(name, mail.author());
        }
        put(stored, mail.headers(), PostEdits.of(list), list.moderation().post(name));
        list.incoming().delete(stored.path());
        list.syslog().info(id + ": held as " + name + ": " + hold.reason().word());
    }

    private void discard(StoredMail stored, String id, String why) throws IOException {
        Path discarded = list.queue().discard(stored.path());
        list.syslog().warning(id + ": put aside as " + discarded + ": " + why);
    }

    /** Writes the mail with its new headers to where it belongs. */
    private Path put(StoredMail stored, HeaderBlock headers, HeaderEdits edits, Path target) throws IOException {
        try (Draft draft = list.files().draft()) {
            stored.copyTo(draft, edits.apply(headers), headers.lineEnd(), headers.bodyOffset());
            try {
                draft.publish(target);
            } catch (FileAlreadyExistsException e) {
                // An earlier run came this far and died before the mail left incoming/; nobody works on its copy.
                draft.replace(target);
            }
        }
        return target;
    }

    private String nameFor(StoredMail stored) {
        String name = String.valueOf(stored.path().getFileName());
        return RandomNames.isName(name) ? name : list.files().newName();
    }

    private static String messageId(HeaderBlock headers) {
        return headers.first("Message-ID").map(Header::text).map(String::strip).orElse("mail without Message-ID");
    }
}
