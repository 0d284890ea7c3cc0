package org.jmlmmj.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MovableClock;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;

/** A list whose mail comes back, at a time that moves, with an outbox that a test rules. For one thread. */
final class BouncingList {
    /** Long enough for a bouncing address to be unsubscribed: bouncelife and the time of a probe, of the original's defaults. */
    static final Duration LIFE = Duration.ofHours(5 * 24 + 12);

    final ListFixture fixture;
    final MovableClock clock = MovableClock.at(ListFixture.NOON);
    final MailingList list;
    final List<ParkedMail> sent = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    Predicate<ParkedMail> relay = mail -> true;

    BouncingList(Path parent) throws IOException {
        fixture = ListFixture.in(parent).file("index", "120");
        list = MailingList.open(fixture.directory(), clock, fixture.syslog());
    }

    AdminMailWriter writer() {
        Texts texts = Texts.of(list.directory(), fixture.path("library"), TextCache.none(), fixture.syslog()::warning);
        return new AdminMailWriter(list, texts, fixture.names(), 1);
    }

    /** Accepts what {@link #relay} says, as a relay would. */
    Outbox outbox() {
        return mails -> {
            for (ParkedMail mail : mails) {
                try {
                    if (relay.test(mail)) {
                        sent.add(mail);
                        texts.add(Files.readString(mail.file(), StandardCharsets.UTF_8));
                        list.queue().delete(mail);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    int forgive() throws IOException {
        return new Forgiveness(list).run(problems::add, () -> false);
    }

    int unsubscribe() throws IOException {
        return new BounceRemoval(list, writer(), outbox()).run(problems::add, () -> false);
    }

    int probe() throws IOException {
        return new ProbeRound(list, new Probes(list, writer(), outbox())).run(problems::add, () -> false);
    }

    /** One maintenance run, as far as it is about bounces. */
    void maintain() throws IOException {
        forgive();
        unsubscribe();
        probe();
    }

    /** A mail that comes in. */
    void receive(String parameter, ReturnedMail.Origin origin, String mail) throws IOException {
        Path file = fixture.path("incoming/00000000000000aa");
        Files.writeString(file, mail, StandardCharsets.UTF_8);
        try (LockedFile locked = LockedFile.open(file, DurableFiles::openExisting)) {
            new IncomingBounces(list).take(new ReturnedMail(locked.path(), locked.channel(), parameter, origin));
        }
    }

    /** A bounce without envelope sender. */
    void bounce(String parameter, String mail) throws IOException {
        receive(parameter, ReturnedMail.Origin.NULL_SENDER, mail);
    }

    /** A standard report about one recipient. */
    static String report(String recipient, String action, String status, String diagnostic) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
                To: birds-bounces@example.org
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain

                This is the mail system at host mx.example.net.

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s

                --b1
                Content-Type: message/rfc822

                From: ann@example.net
                Subject: Wrens

                Text

                --b1--
                """.formatted(recipient, action, status, diagnostic);
    }

    static String failed(String recipient) {
        return report(recipient, "failed", "5.1.1", "550 5.1.1 <" + recipient + ">: User unknown");
    }

    static String vacation(String headers) {
        return "From: joe@example.net\nSubject: Re: Wrens\n" + headers + "\nI am in the mountains until May.\n";
    }
}
