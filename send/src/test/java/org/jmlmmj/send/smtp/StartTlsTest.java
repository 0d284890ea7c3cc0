package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.core.test.TestCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS and AUTH over the network, with a certificate for {@code relay.example} that signs itself. */
class StartTlsTest {
    private static final String LINE = "0123456789".repeat(7);
    private static final int LINES = 50_000;

    @TempDir
    static Path keys;

    private static TestCertificate certificate;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(keys, "dns:relay.example");
    }

    private static ScriptedSmtpPeer peer(String... announced) throws Exception {
        return ScriptedSmtpPeer.start().announce(announced).tls(certificate.server());
    }

    private RecordingWork work(WireImage image) {
        return new RecordingWork(List.of(
                Mails.transaction(0, "ann@a.example", image, true),
                Mails.transaction(1, "cid@c.example", image, true)));
    }

    private RecordingWork work() {
        return work(Mails.image(folder, "Subject: hello\n\ntext\n"));
    }

    private static void send(RecordingWork work, InetSocketAddress address, TlsClient tls, SessionSecurity security) {
        try (Network network = Network.start(Optional.of(tls))) {
            network.connect(List.of(address), SmtpConversation.ehlo("me.example", security), Timeouts.standard(), work);
            await().atMost(Duration.ofSeconds(30)).until(() -> !work.endings().isEmpty());
        }
    }

    private static SessionSecurity security(TlsMode mode) {
        return new SessionSecurity(mode, Optional.empty());
    }

    private static TlsClient verifying(String host) throws Exception {
        return TlsClient.verifying(host, 25, certificate.trust());
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "STARTTLS PIPELINING"})
    void delivers_to_a_server_that_shows_who_it_is(String announced) throws Exception {
        try (ScriptedSmtpPeer peer = peer(announced.split(" ", -1))) {
            RecordingWork work = work();
            send(work, peer.address(), verifying("relay.example"), security(TlsMode.REQUIRED));
            assertThat(work.outcomes()).containsExactly("ann@a.example Accepted", "cid@c.example Accepted");
            assertThat(work.endings()).containsExactly(new Ending.Finished());
            assertThat(peer.commands())
                    .startsWith("EHLO me.example", "STARTTLS", "EHLO me.example")
                    .endsWith("QUIT");
        }
    }

    @Test
    void delivers_a_large_mail_from_its_file_to_everybody() throws Exception {
        byte[] mail = ("Subject: x\n\n" + (LINE + "\n").repeat(LINES)).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedSmtpPeer peer = peer("STARTTLS", "PIPELINING");
                WireImage image = Mails.image(folder, mail, 1000)) {
            RecordingWork work = work(image);
            send(work, peer.address(), verifying("relay.example"), security(TlsMode.REQUIRED));
            assertThat(work.outcomes()).containsExactly("ann@a.example Accepted", "cid@c.example Accepted");
            // Compared by equals: a difference of megabytes is no help to anybody.
            assertThat(peer.accepted()).allMatch(StartTlsTest::isWhole);
        }
    }

    private static boolean isWhole(ReceivedMail mail) {
        return mail.text().equals("Subject: x\r\nTo: " + mail.recipient() + "\r\n\r\n" + (LINE + "\r\n").repeat(LINES));
    }

    @Test
    void sends_nothing_to_a_server_with_a_certificate_for_another() throws Exception {
        try (ScriptedSmtpPeer peer = peer("STARTTLS")) {
            refuses(peer, verifying("other.example"));
        }
    }

    @Test
    void sends_nothing_to_a_server_with_a_certificate_that_nobody_has_signed() throws Exception {
        try (ScriptedSmtpPeer peer = peer("STARTTLS")) {
            refuses(peer, TlsClient.verifying("relay.example", 25));
        }
    }

    private void refuses(ScriptedSmtpPeer peer, TlsClient tls) {
        RecordingWork work = work();
        SessionSecurity joe = new SessionSecurity(TlsMode.REQUIRED, Optional.of(Credentials.of("joe", "secret")));
        send(work, peer.address(), tls, joe);
        assertThat(work.endings())
                .hasOnlyElementsOfType(Ending.Unavailable.class)
                .hasSize(1);
        assertThat(work.outcomes()).isEmpty();
        assertThat(peer.commands()).containsExactly("EHLO me.example", "STARTTLS");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPPORTUNISTIC", "ENCRYPT"})
    void believes_any_certificate_where_that_is_enough(TlsMode mode) throws Exception {
        try (ScriptedSmtpPeer peer = peer("STARTTLS")) {
            RecordingWork work = work();
            send(work, peer.address(), TlsClient.believing("other.example", 25), security(mode));
            assertThat(work.outcomes()).hasSize(2);
            assertThat(peer.commands()).contains("STARTTLS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH PLAIN LOGIN", "AUTH LOGIN"})
    void logs_in_when_the_line_is_encrypted(String announced) throws Exception {
        try (ScriptedSmtpPeer peer = peer("STARTTLS", announced)) {
            RecordingWork work = work();
            SessionSecurity joe = new SessionSecurity(TlsMode.REQUIRED, Optional.of(Credentials.of("joe", "secret")));
            send(work, peer.address(), verifying("relay.example"), joe);
            assertThat(work.outcomes()).hasSize(2);
            assertThat(peer.commands()).containsAnyOf("AUTH PLAIN AGpvZQBzZWNyZXQ=", "c2VjcmV0");
        }
    }

    /** CVE-2011-0411: what an attacker puts behind the answer must not count as said by the server under TLS. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OFF")
    void gives_up_when_something_follows_the_answer_to_starttls(TlsMode mode) throws Exception {
        RecordingWork work = work();
        answerStartTls(work, mode, "220 go\r\n250-relay.example\r\n250 AUTH PLAIN\r\n");
        assertThat(work.endings())
                .containsExactly(new Ending.Unavailable("the server sends more than an answer to STARTTLS"));
        assertThat(work.outcomes()).isEmpty();
    }

    @Test
    void may_do_without_when_the_server_speaks_no_tls_after_all() throws Exception {
        RecordingWork work = work();
        answerStartTls(work, TlsMode.OPPORTUNISTIC, "220 go\r\n");
        assertThat(work.endings())
                .hasOnlyElementsOfType(Ending.NeedsPlain.class)
                .hasSize(1);
        RecordingWork strict = work();
        answerStartTls(strict, TlsMode.ENCRYPT, "220 go\r\n");
        assertThat(strict.endings())
                .hasOnlyElementsOfType(Ending.Unavailable.class)
                .hasSize(1);
        assertThat(work.outcomes()).isEmpty();
        assertThat(strict.outcomes()).isEmpty();
    }

    /** A server that answers STARTTLS with these octets at once and goes on in clear. */
    private static void answerStartTls(RecordingWork work, TlsMode mode, String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server, answer), "half-hearted");
            thread.start();
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            send(work, address, TlsClient.believing("relay.example", 25), security(mode));
            thread.join();
        }
    }

    private static void serve(ServerSocket server, String answer) {
        try (Socket client = server.accept()) {
            say(client, "220 relay.example\r\n");
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("EHLO")) {
                    say(client, "250-relay.example\r\n250 STARTTLS\r\n");
                } else if (line.equals("STARTTLS")) {
                    say(client, answer);
                } else {
                    say(client, "500 what?\r\n");
                }
            }
        } catch (IOException e) {
            // The client has hung up, as it should.
            return;
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
