package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS and AUTH as dialogues. */
class SecureSessionTest {
    private static final Optional<Credentials> JOE = Optional.of(Credentials.of("joe", "p\u00e4ss"));
    private static final String HELLO = "S: 220 relay\nC: EHLO me\n";
    private static final String SECURED =
            HELLO + "S: 250-relay\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS\nC: EHLO me\n";
    private static final String ANN = """
            C: MAIL FROM:<news+bounces-37-ann=a.example@lists.example>
            S: 250 ok
            C: RCPT TO:<ann@a.example>
            S: 250 ok
            C: DATA
            S: 354 go ahead
            C: Subject: hello
            C:\s
            C: .
            S: 250 queued
            C: QUIT
            S: 221 bye
            """;

    @TempDir
    Path folder;

    private Transcript play(SmtpConversation conversation, String script) {
        WireImage image = Mails.image(folder, "Subject: hello\n\n");
        List<Transaction> mails = List.of(Mails.transaction(0, "ann@a.example", image, false));
        return Transcript.play(conversation, mails, script);
    }

    private Transcript play(TlsMode mode, Optional<Credentials> credentials, String script) {
        return play(SmtpConversation.ehlo("me", new SessionSecurity(mode, credentials)), script);
    }

    private void delivers(TlsMode mode, Optional<Credentials> credentials, String opening) {
        assertThat(play(mode, credentials, opening + ANN).outcomes()).containsExactly("ann@a.example Accepted");
    }

    /** Nothing is sent, and nobody is lost. */
    private void refuses(TlsMode mode, Optional<Credentials> credentials, String script) {
        Transcript played = play(mode, credentials, script);
        assertThat(played.ending()).isInstanceOf(Ending.Unavailable.class);
        assertThat(played.outcomes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OFF")
    void encrypts_and_says_hello_again(TlsMode mode) {
        delivers(mode, Optional.empty(), SECURED + "S: 250 relay\n");
    }

    @Test
    void does_not_encrypt_unless_that_is_wished_for() {
        delivers(TlsMode.OFF, Optional.empty(), HELLO + "S: 250-relay\nS: 250 STARTTLS\n");
    }

    /** RFC 3207 §4.2: an attacker may have announced a limit of one octet. */
    @Test
    void forgets_what_was_announced_in_clear() {
        delivers(
                TlsMode.REQUIRED,
                Optional.empty(),
                HELLO
                        + "S: 250-relay\nS: 250-SIZE 1\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nTLS\nC: EHLO me\nS: 250 relay\n");
    }

    @Test
    void sends_in_clear_where_encryption_is_only_wished_for() {
        delivers(TlsMode.OPPORTUNISTIC, Optional.empty(), HELLO + "S: 250 relay\n");
        delivers(
                TlsMode.OPPORTUNISTIC,
                Optional.empty(),
                HELLO + "S: 250-relay\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 not now\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"ENCRYPT", "REQUIRED"})
    void sends_nothing_when_a_server_does_not_encrypt_as_it_has_to(TlsMode mode) {
        String bye = "C: QUIT\nS: 221 bye\n";
        refuses(mode, Optional.empty(), HELLO + "S: 250 relay\n" + bye);
        refuses(mode, Optional.empty(), HELLO + "S: 250-relay\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 not now\n" + bye);
        refuses(mode, Optional.empty(), HELLO + "S: 502 what?\n" + bye);
        refuses(mode, Optional.empty(), HELLO + "S: 421 no\n" + bye);
        refuses(mode, Optional.empty(), HELLO + "S: nonsense\nCLOSED\n");
        refuses(mode, Optional.empty(), SECURED + "S: 550 no\n" + bye);
        SmtpConversation helo = SmtpConversation.helo("me", new SessionSecurity(mode, Optional.empty()));
        assertThat(play(helo, "S: 220 relay\n" + bye).ending()).isInstanceOf(Ending.Unavailable.class);
    }

    @Test
    void a_handshake_that_fails_ends_the_connection() {
        String handshake = HELLO + "S: 250-relay\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\n";
        for (String failure : List.of("EOF\nCLOSED\n", "TIMEOUT\nCLOSED\n")) {
            refuses(TlsMode.REQUIRED, Optional.empty(), handshake + failure);
            assertThat(play(TlsMode.OPPORTUNISTIC, Optional.empty(), handshake + failure)
                            .ending())
                    .isInstanceOf(Ending.NeedsPlain.class);
        }
    }

    /** CVE-2011-0411. */
    @Test
    void gives_up_when_something_follows_the_answer_to_starttls() {
        String handshake = HELLO + "S: 250-relay\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\n";
        refuses(TlsMode.REQUIRED, JOE, handshake + "INJECTED\nCLOSED\n");
        refuses(
                TlsMode.OPPORTUNISTIC,
                Optional.empty(),
                handshake + "S: 250 AUTH PLAIN\nCLOSED\n".replace("S: 250 AUTH PLAIN", "INJECTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH PLAIN", "AUTH LOGIN PLAIN", "auth plain login"})
    void logs_in_with_plain_where_it_is_offered(String offered) {
        delivers(
                TlsMode.REQUIRED,
                JOE,
                SECURED + "S: 250-relay\nS: 250 " + offered + "\nC: AUTH PLAIN AGpvZQBww6Rzcw==\nS: 235 welcome\n");
    }

    @Test
    void logs_in_with_login_otherwise() {
        delivers(TlsMode.ENCRYPT, JOE, SECURED + """
                S: 250-relay
                S: 250 AUTH CRAM-MD5 LOGIN
                C: AUTH LOGIN
                S: 334 VXNlcm5hbWU6
                C: am9l
                S: 334 UGFzc3dvcmQ6
                C: cMOkc3M=
                S: 235 welcome
                """);
    }

    @Test
    void sends_nothing_when_it_is_not_let_in() {
        String bye = "C: QUIT\nS: 221 bye\n";
        refuses(TlsMode.REQUIRED, JOE, SECURED + "S: 250 relay\n" + bye);
        refuses(TlsMode.REQUIRED, JOE, SECURED + "S: 250-relay\nS: 250 AUTH CRAM-MD5\n" + bye);
        String plain = SECURED + "S: 250-relay\nS: 250 AUTH PLAIN\nC: AUTH PLAIN AGpvZQBww6Rzcw==\n";
        refuses(TlsMode.REQUIRED, JOE, plain + "S: 535 5.7.8 wrong\n" + bye);
        refuses(TlsMode.REQUIRED, JOE, plain + "S: 454 later\n" + bye);
        refuses(TlsMode.REQUIRED, JOE, plain + "S: 334 more?\n" + bye);
        String login = SECURED + "S: 250-relay\nS: 250 AUTH LOGIN\nC: AUTH LOGIN\n";
        refuses(TlsMode.REQUIRED, JOE, login + "S: 235 so soon?\n" + bye);
        refuses(TlsMode.REQUIRED, JOE, login + "S: 334 user\nC: am9l\nS: 535 no\n" + bye);
    }

    @ParameterizedTest
    @EnumSource(names = {"OFF", "OPPORTUNISTIC"})
    void credentials_without_encryption_cannot_be_had(TlsMode mode) {
        assertThatThrownBy(() -> new SessionSecurity(mode, JOE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void credentials_do_not_show_themselves() {
        SessionSecurity security = new SessionSecurity(TlsMode.REQUIRED, JOE);
        assertThat(security.toString()).doesNotContain("joe", "p\u00e4ss");
        assertThat(new SmtpAction.SendSecret(new Secret(JOE.get().plain())).toString())
                .doesNotContain(JOE.get().plain());
        assertThatThrownBy(() -> Credentials.of("joe\0", "x")).hasMessageNotContaining("joe");
        assertThatThrownBy(() -> Credentials.of("joe", "")).hasMessageNotContaining("joe");
    }
}
