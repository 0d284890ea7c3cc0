package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.cli.ProcessNumber;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.MailDate;
import org.jmlmmj.core.reply.MessageId;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.RelayOutbox;
import org.jmlmmj.send.StopSignal;

/**
 * Sends a mail in the list's name through its relay to one address, as a post would go, and looks for the DKIM signature (RFC 6376) with
 * which it arrives. This is the one thing the doctor does to a list besides looking. Immutable and thread-safe.
 *
 * @param recipient who gets it
 * @param mailbox where it arrives, if that is on this machine
 * @param names source of unguessable names
 * @param stop asks for an early end
 * @param patience how long it may be on its way
 */
record TestPost(EmailAddress recipient, Optional<Path> mailbox, RandomNames names, StopSignal stop, Duration patience)
        implements ListCheck {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Override
    public String name() {
        return "test post";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        if (!list.directory().ownership().mayWork()) {
            notes.fail("only root and the list's user can send a test post", "run as one of them");
            return;
        }
        String id = MessageId.next(list, names, ProcessNumber.current());
        if (!send(list, id)) {
            notes.fail("the relay did not take the test post to " + recipient, "see the line of the relay and its log");
            return;
        }
        if (mailbox.isEmpty()) {
            notes.warn(
                    "the relay took the test post to " + recipient + ", " + id,
                    "look there whether it has a DKIM-Signature: with d="
                            + list.address().domain() + ", or say with --mailbox where it arrives");
            return;
        }
        judge(list, arrived(mailbox.get(), id), notes);
    }

    /** Whether the relay took it. If not, it is forgotten, so that it does not come as a surprise later. */
    private boolean send(MailingList list, String id) throws IOException {
        ParkedMail parked;
        try (Draft draft = list.files().draft()) {
            Channels.newOutputStream(draft.channel()).write(text(list, id).getBytes(StandardCharsets.UTF_8));
            ReversePath sender = ReversePath.of(list.address().withExtension("bounces-help"));
            parked = list.queue().park(list.queue().add(draft), sender, recipient, Optional.empty());
        }
        new RelayOutbox(list, Relay.of(list), stop).send(List.of(parked));
        if (!Files.exists(parked.file())) {
            return true;
        }
        list.queue().delete(parked);
        return false;
    }

    private String text(MailingList list, String id) {
        return "From: " + list.address().address() + "\n"
                + "To: " + recipient + "\n"
                + "Subject: Test of the mailing list " + list.address().address() + "\n"
                + "Date: " + MailDate.format(ZonedDateTime.now(list.clock())) + "\n"
                + "Message-ID: " + id + "\n"
                + "Auto-Submitted: auto-generated\n"
                + "\n"
                + "mlmmj-doctor sends this mail the way that posts take, to see how it arrives.\n";
    }

    private Optional<ArrivedMail> arrived(Path place, String id) throws IOException {
        long due = System.nanoTime() + patience.toNanos();
        Optional<ArrivedMail> mail = ArrivedMail.find(place, id);
        while (mail.isEmpty() && System.nanoTime() - due < 0 && !stop.await(PAUSE)) {
            mail = ArrivedMail.find(place, id);
        }
        return mail;
    }

    private void judge(MailingList list, Optional<ArrivedMail> mail, Notes notes) {
        String domain = list.address().domain();
        if (mail.isEmpty()) {
            notes.fail(
                    "the relay took the test post, and it did not arrive in " + mailbox.orElseThrow() + " within "
                            + patience.toSeconds() + " s",
                    "see the log of the mail server");
            return;
        }
        List<String> domains = mail.get().signers();
        if (domains.isEmpty()) {
            notes.fail(
                    "the test post arrived without a DKIM signature",
                    "have the relay sign mail of " + domain + "; the README shows how with Amavisd");
        } else if (domains.stream().noneMatch(domain::equalsIgnoreCase)) {
            notes.warn(
                    "the test post arrived with a DKIM signature of " + String.join(", ", domains),
                    "have the relay sign mail of the list with a key of " + domain);
        } else {
            notes.ok("the test post arrived with a DKIM signature of " + domain);
        }
    }
}
