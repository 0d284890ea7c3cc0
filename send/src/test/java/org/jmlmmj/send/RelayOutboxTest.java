package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayOutboxTest {
    private static final ReversePath SENDER = ReversePath.of(EmailAddress.of("birds+owner@example.org"));

    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private final StopSignal stop = new StopSignal();
    private RelayedList list;
    private MailingList opened;

    @BeforeEach
    void makeList() throws IOException {
        list = RelayedList.of(folder, peer);
        // More than one, to see that the outbox needs only one.
        list.files().control("relayconnections", "5\n");
        opened = list.files().open();
        Files.delete(list.queued());
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }

    private List<ParkedMail> park(int count) throws IOException {
        List<ParkedMail> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = Files.writeString(opened.queue().mail("mail" + i), "Subject: " + i + "\n\ntext\n");
            mails.add(opened.queue().park(file, SENDER, EmailAddress.of("u" + i + "@x.example"), Optional.empty()));
        }
        return mails;
    }

    private void send(List<ParkedMail> mails) {
        RelayOutbox.of(opened, stop).send(mails);
    }

    private List<String> queue() {
        return list.files().names("queue");
    }

    @Test
    void sends_all_mails_of_a_run_over_one_connection() throws IOException {
        send(park(50));
        assertThat(peer.connections()).isEqualTo(1);
        assertThat(peer.accepted())
                .extracting(ReceivedMail::recipient, ReceivedMail::text)
                .hasSize(50)
                .doesNotHaveDuplicates();
        assertThat(queue()).containsExactly("discarded");
    }

    @Test
    void holds_only_a_few_mails_open_at_once() throws IOException {
        List<ParkedMail> mails = park(60);
        AtomicLong most = new AtomicLong();
        peer.when(". ", connection -> {
            most.accumulateAndGet(openMails(), Math::max);
            PeerAnswer.reply("250 queued").give(connection);
        });
        send(mails);
        assertThat(peer.accepted()).hasSize(60);
        assertThat(most.get()).isPositive().isLessThanOrEqualTo(20);
        assertThat(openMails()).isZero();
    }

    private long openMails() throws IOException {
        Path queue = list.files().path("queue").toRealPath();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(Files::isSymbolicLink)
                    .filter(descriptor -> leadsInto(queue, descriptor))
                    .count();
        }
    }

    private static boolean leadsInto(Path folder, Path descriptor) {
        try {
            return folder.equals(Files.readSymbolicLink(descriptor).getParent());
        } catch (IOException e) {
            // It was closed meanwhile.
            return false;
        }
    }

    @Test
    void leaves_what_is_not_accepted_in_the_queue() throws IOException {
        List<ParkedMail> mails = park(3);
        peer.when("RCPT TO:<u1@", PeerAnswer.reply("450 later"));
        send(mails);
        assertThat(peer.delivered()).containsExactly("u0@x.example", "u2@x.example");
        assertThat(queue()).containsExactly("discarded", "mail1", "mail1.mailfrom", "mail1.reciptto");
    }

    @Test
    void leaves_everything_in_the_queue_when_the_relay_is_down() throws IOException {
        List<ParkedMail> mails = park(30);
        peer.refuseConnections();
        send(mails);
        assertThat(queue()).hasSize(1 + 3 * 30);
        assertThat(openMails()).isZero();
    }

    @Test
    void sends_one_mail_to_several_people() throws IOException {
        Path file = Files.writeString(opened.queue().mail("mail"), "Subject: x\n\ntext\n");
        List<EmailAddress> people =
                List.of(EmailAddress.of("a@x.example"), EmailAddress.of("b@x.example"), EmailAddress.of("c@x.example"));
        send(opened.queue().park(file, SENDER, people, Optional.empty()));
        assertThat(peer.delivered()).containsExactlyInAnyOrder("a@x.example", "b@x.example", "c@x.example");
        assertThat(queue()).containsExactly("discarded");
    }

    @Test
    void passes_over_a_mail_that_somebody_else_has_sent() throws IOException {
        List<ParkedMail> mails = park(3);
        Files.delete(mails.get(0).file());
        send(mails);
        assertThat(peer.delivered()).containsExactly("u1@x.example", "u2@x.example");
    }

    @Test
    void puts_the_address_for_answers_in_front() throws IOException {
        peer.announce("SIZE", "CHUNKING");
        ParkedMail mail = park(1).get(0);
        ParkedMail answered =
                opened.queue().park(mail.file(), SENDER, mail.recipient(), Optional.of(EmailAddress.of("r@x.example")));
        send(List.of(answered));
        ReceivedMail received = peer.accepted().get(0);
        assertThat(received.text()).isEqualTo("Reply-To: r@x.example\r\nSubject: 0\r\n\r\ntext\r\n");
        assertThat(received.mailCommand()).endsWith(" SIZE=" + received.raw().length);
        assertThat(queue()).containsExactly("discarded");
    }

    @Test
    void sends_nothing_when_the_end_was_asked_for() throws IOException {
        stop.request();
        send(park(2));
        assertThat(peer.connections()).isZero();
        assertThat(queue()).hasSize(1 + 3 * 2);
    }
}
