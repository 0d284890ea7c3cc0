package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every way to connect to a relay does. */
abstract class ConnectorContract {
    private static final String MAIL = "Subject: hello\n\n.text\n";

    @TempDir
    Path folder;

    private final Connector connector = connector();

    abstract Connector connector();

    @AfterEach
    void endThread() {
        connector.close();
    }

    private RecordingWork work(int recipients) {
        WireImage image = Mails.image(folder, MAIL);
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < recipients; i++) {
            transactions.add(Mails.transaction(i, "u" + i + "@a.example", image, false));
        }
        return new RecordingWork(transactions);
    }

    private RelayLink connect(RecordingWork work, InetSocketAddress... addresses) {
        return connector.connect(List.of(addresses), SmtpConversation.ehlo("me.example"), Timeouts.standard(), work);
    }

    /** A port of this machine where nobody listens. */
    private static InetSocketAddress nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static void awaitEnd(RecordingWork work) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !work.endings().isEmpty());
    }

    @Test
    void delivers_octet_for_octet() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start().drip()) {
            RecordingWork work = work(20);
            connect(work, peer.address());
            awaitEnd(work);
            assertThat(work.endings()).containsExactly(new Ending.Finished());
            assertThat(peer.delivered()).hasSize(20).doesNotHaveDuplicates();
            assertThat(peer.accepted()).extracting(ReceivedMail::text).containsOnly("Subject: hello\r\n\r\n.text\r\n");
            assertThat(peer.commands()).endsWith("QUIT");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void tries_one_address_after_the_other() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            RecordingWork work = work(1);
            connect(work, nobody(), nobody(), peer.address());
            awaitEnd(work);
            assertThat(work.outcomes()).containsExactly("u0@a.example Accepted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT 421 busy", "EHLO 501 no", "CONNECT", "EHLO"})
    void tries_the_next_address_when_one_takes_no_mail(String trouble) throws IOException {
        try (ScriptedSmtpPeer bad = ScriptedSmtpPeer.start();
                ScriptedSmtpPeer good = ScriptedSmtpPeer.start()) {
            String[] words = trouble.split(" ", 2);
            bad.when(words[0], words.length == 1 ? PeerAnswer.close() : PeerAnswer.reply(words[1]));
            RecordingWork work = work(2);
            connect(work, bad.address(), nobody(), good.address());
            awaitEnd(work);
            assertThat(work.outcomes()).containsExactly("u0@a.example Accepted", "u1@a.example Accepted");
            assertThat(work.endings()).containsExactly(new Ending.Finished());
            assertThat(bad.connections()).isEqualTo(1);
            assertThat(good.connections()).isEqualTo(1);
        }
    }

    @Test
    void is_unavailable_once_when_no_address_takes_mail() {
        try (ScriptedSmtpPeer one = ScriptedSmtpPeer.start();
                ScriptedSmtpPeer other = ScriptedSmtpPeer.start()) {
            one.when("CONNECT", PeerAnswer.reply("554 not me"));
            other.when("CONNECT", PeerAnswer.reply("421 not me either"));
            RecordingWork work = work(1);
            RelayLink link = connect(work, one.address(), other.address());
            awaitEnd(work);
            assertThat(work.endings()).containsExactly(new Ending.Unavailable("greeting: 421 not me either"));
            assertThat(work.outcomes()).isEmpty();
            assertThat(link.isOver()).isTrue();
        }
    }

    @Test
    void speaks_over_ipv6() throws IOException {
        boolean hasLoopback = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getHostAddress().startsWith("0:0:0:0:0:0:0:1"));
        assumeTrue(hasLoopback, "this machine has no ::1");
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start("::1")) {
            RecordingWork work = work(1);
            connect(work, peer.address());
            awaitEnd(work);
            assertThat(work.outcomes()).containsExactly("u0@a.example Accepted");
        }
    }

    @Test
    void is_unavailable_when_nobody_listens() throws IOException {
        RecordingWork work = work(1);
        connect(work, nobody());
        awaitEnd(work);
        assertThat(work.endings())
                .hasOnlyElementsOfType(Ending.Unavailable.class)
                .hasSize(1);
        assertThat(work.outcomes()).isEmpty();
    }

    @Test
    void is_unavailable_without_an_address() {
        RecordingWork work = work(1);
        connect(work);
        awaitEnd(work);
        assertThat(work.endings()).containsExactly(new Ending.Unavailable("the relay has no address"));
    }

    @Test
    void gives_up_a_silent_server_in_time() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            peer.when("CONNECT", PeerAnswer.silence());
            RecordingWork work = work(1);
            Timeouts impatient = Timeouts.standard().with(Wait.GREETING, Duration.ofMillis(50));
            connector.connect(List.of(peer.address()), SmtpConversation.ehlo("me.example"), impatient, work);
            awaitEnd(work);
            assertThat(work.endings()).containsExactly(new Ending.Unavailable("no answer in time (GREETING)"));
        }
    }

    /** Written by hand, as the scripted peer reads what it is sent. */
    @Test
    void gives_up_a_server_that_takes_no_more_of_a_large_mail() throws Exception {
        byte[] mail = ("Subject: x\n\n" + "0123456789\n".repeat(1_500_000)).getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WireImage image = Mails.image(folder, mail, 1000)) {
            RecordingWork work = new RecordingWork(List.of(Mails.transaction(0, "ann@a.example", image, false)));
            Timeouts impatient = Timeouts.standard().with(Wait.WRITE, Duration.ofMillis(300));
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            connector.connect(List.of(address), SmtpConversation.ehlo("me.example"), impatient, work);
            try (Socket client = server.accept()) {
                client.getOutputStream()
                        .write("220 a\r\n250 b\r\n250 c\r\n250 d\r\n354 e\r\n".getBytes(StandardCharsets.US_ASCII));
                awaitEnd(work);
            }
            assertThat(work.outcomes()).containsExactly("ann@a.example Lost");
        }
    }

    @Test
    void sends_a_large_mail_from_its_file_to_everybody() throws IOException {
        String line = "0123456789".repeat(7);
        byte[] mail = ("Subject: x\n\n" + (line + "\n").repeat(50_000)).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
                WireImage image = Mails.image(folder, mail, 1000)) {
            RecordingWork work = new RecordingWork(List.of(
                    Mails.transaction(0, "ann@a.example", image, true),
                    Mails.transaction(1, "cid@c.example", image, true)));
            connect(work, peer.address());
            awaitEnd(work);
            assertThat(work.outcomes()).containsExactly("ann@a.example Accepted", "cid@c.example Accepted");
            // Compared by equals: a difference of megabytes is no help to anybody.
            assertThat(peer.accepted())
                    .allMatch(received -> received.text()
                            .equals("Subject: x\r\nTo: " + received.recipient() + "\r\n\r\n"
                                    + (line + "\r\n").repeat(50_000)));
        }
    }

    @Test
    void sends_in_groups_where_the_server_takes_them() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start().announce("PIPELINING")) {
            RecordingWork work = work(50);
            connect(work, peer.address());
            awaitEnd(work);
            assertThat(peer.delivered()).hasSize(50).doesNotHaveDuplicates();
            assertThat(peer.accepted()).extracting(ReceivedMail::text).containsOnly("Subject: hello\r\n\r\n.text\r\n");
        }
    }

    @Test
    void loses_a_mail_whose_connection_breaks() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            peer.when("RCPT", PeerAnswer.close());
            RecordingWork work = work(1);
            connect(work, peer.address());
            awaitEnd(work);
            assertThat(work.outcomes()).containsExactly("u0@a.example Lost");
            assertThat(work.endings())
                    .hasOnlyElementsOfType(Ending.Broken.class)
                    .hasSize(1);
        }
    }

    @Test
    void does_not_begin_when_the_work_is_over_before_the_server_greets() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            peer.when("CONNECT", PeerAnswer.silence());
            RecordingWork work = work(0).open();
            RelayLink connection = connect(work, peer.address());
            await().until(() -> peer.connections() == 1);
            work.finish();
            connection.wake();
            awaitEnd(work);
            assertThat(work.endings()).containsExactly(new Ending.Finished());
            assertThat(connection.isOver()).isTrue();
            assertThat(peer.commands()).isEmpty();
        }
    }

    @Test
    void waits_for_more_work_and_goes_on_when_it_is_woken() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            RecordingWork work = work(1).open();
            RelayLink connection = connect(work, peer.address());
            await().until(() -> work.outcomes().size() == 1);
            work.add(Mails.transaction(1, "late@a.example", Mails.image(folder, MAIL), false));
            connection.wake();
            await().until(() -> work.outcomes().size() == 2);
            assertThat(peer.connections()).isEqualTo(1);
            work.finish();
            connection.wake();
            awaitEnd(work);
        }
    }

    @Test
    void goes_when_it_is_told_that_the_work_is_over() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            RecordingWork work = work(1).open();
            RelayLink connection = connect(work, peer.address());
            await().until(() -> !work.outcomes().isEmpty());
            assertThat(work.endings()).isEmpty();
            work.finish();
            connection.wake();
            awaitEnd(work);
            assertThat(peer.commands()).endsWith("QUIT");
        }
    }

    @Test
    void drops_a_connection_without_a_word() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            RecordingWork work = work(0).open();
            RelayLink connection = connect(work, peer.address());
            await().until(() -> peer.commands().size() == 1);
            connection.close();
            connector.close();
            assertThat(work.endings()).isEmpty();
            assertThat(peer.commands()).containsExactly("EHLO me.example");
        }
    }
}
