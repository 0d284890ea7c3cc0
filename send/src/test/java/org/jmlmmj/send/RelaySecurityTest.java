package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.core.test.TestCertificate;
import org.jmlmmj.send.smtp.SessionSecurity;
import org.jmlmmj.send.smtp.TlsMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelaySecurityTest {
    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private RelayedList list;

    @BeforeEach
    void makeList() {
        list = RelayedList.of(folder, peer);
        list.files().subscribers("ann@a.example", "cid@c.example");
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }

    private RelaySecurity security() throws IOException {
        return RelaySecurity.of(list.files().open());
    }

    private void control(String name, String content, String permissions) throws IOException {
        list.files().control(name, content);
        Files.setPosixFilePermissions(
                list.files().path("control/" + name), PosixFilePermissions.fromString(permissions));
    }

    private DeliveryReport send() throws IOException {
        return list.post().send(list.queued(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "off, OFF, 0",
        "' encrypt ', ENCRYPT, 0",
        "opportunistic, OPPORTUNISTIC, 0",
        "required, REQUIRED, 0",
        "'', OFF, 0",
        "yes, REQUIRED, 1",
        "Required, REQUIRED, 1",
    })
    void relaytls_says_how_much(String content, TlsMode expected, int warnings) throws IOException {
        list.files().control("relaytls", content + "\n");
        assertThat(security().tls()).isEqualTo(expected);
        assertThat(list.files().syslog().lines()).hasSize(warnings);
    }

    @Test
    void nothing_is_protected_by_itself() throws IOException {
        assertThat(security()).isEqualTo(RelaySecurity.NONE);
        assertThat(security().load()).isEqualTo(SessionSecurity.NONE);
    }

    @ParameterizedTest
    @CsvSource({"off, REQUIRED", "opportunistic, REQUIRED", "encrypt, ENCRYPT", "required, REQUIRED"})
    void credentials_need_encryption(String relaytls, TlsMode expected) throws IOException {
        list.files().control("relaytls", relaytls);
        control("relayauth", "joe\nsecret\n", "rw-r-----");
        SessionSecurity loaded = security().load();
        assertThat(loaded.tls()).isEqualTo(expected);
        assertThat(loaded.credentials()).isPresent();
    }

    @Test
    void credentials_may_lie_elsewhere() throws IOException {
        Path file = Files.writeString(folder.resolve("shared"), "joe\r\nsecret\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        control("relayauth", file + "\n", "rw-r-----");
        assertThat(security().load().credentials()).isPresent();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
        assertThatThrownBy(() -> security().load()).hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-----w-", "rw------x"})
    void credentials_that_others_may_read_or_change_are_refused(String permissions) throws IOException {
        control("relayauth", "joe\nsecret\n", permissions);
        assertThatThrownBy(() -> security().load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("control/relayauth")
                .hasMessageContaining("chmod o=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "joe", "joe\n\n", "joe\nsecret\nmore\n", "joe\nsec\u0000ret\n", "/no/such/file", "/a\u0000b"
            })
    void credentials_that_cannot_be_read_are_refused_without_being_shown(String content) throws IOException {
        control("relayauth", content, "rw-------");
        assertThatThrownBy(() -> security().load())
                .isInstanceOf(IOException.class)
                .hasMessageNotContainingAny("joe", "secret");
    }

    @Test
    void sends_nothing_and_loses_nobody_when_the_credentials_are_open_to_others() throws IOException {
        control("relayauth", "joe\nsecret\n", "rw-r--r--");
        assertThat(send()).isEqualTo(new DeliveryReport(2, 0, 0, 2));
        assertThat(peer.connections()).isZero();
        assertThat(list.lines("requeue/1/subscribers")).containsExactlyInAnyOrder("ann@a.example", "cid@c.example");
        assertThat(list.files().syslog().lines().toString())
                .contains("open to others")
                .doesNotContain("secret");
    }

    @Test
    void sends_nothing_and_loses_nobody_when_the_relay_does_not_encrypt() throws IOException {
        list.files().control("relaytls", "required");
        assertThat(send()).isEqualTo(new DeliveryReport(2, 0, 0, 2));
        assertThat(peer.commands()).containsExactly("EHLO lists.example", "QUIT");
        assertThat(list.lines("requeue/1/subscribers")).hasSize(2);
    }

    @Test
    void logs_in_and_delivers_under_tls() throws Exception {
        peer.announce("STARTTLS", "AUTH PLAIN")
                .tls(TestCertificate.make(folder, "dns:relay.example").server());
        list.files().control("relaytls", "encrypt");
        control("relayauth", "joe\nsecret\n", "rw-------");
        assertThat(send()).isEqualTo(new DeliveryReport(2, 2, 0, 0));
        assertThat(peer.commands()).contains("AUTH PLAIN AGpvZQBzZWNyZXQ=");
        assertThat(list.files().syslog().lines().toString()).doesNotContain("secret", "AGpvZQBzZWNyZXQ=");
    }

    @Test
    void believes_no_certificate_that_nobody_has_signed_where_it_is_required() throws Exception {
        peer.announce("STARTTLS")
                .tls(TestCertificate.make(folder, "ip:127.0.0.1").server());
        list.files().control("relaytls", "required");
        assertThat(send()).isEqualTo(new DeliveryReport(2, 0, 0, 2));
        assertThat(peer.accepted()).isEmpty();
    }
}
