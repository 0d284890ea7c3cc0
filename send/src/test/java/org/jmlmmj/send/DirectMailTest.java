package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectMailTest {
    private static final ReversePath SENDER = ReversePath.parse("birds+owner@example.org");

    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private RelayedList list;

    @BeforeEach
    void makeList() {
        list = RelayedList.of(folder, peer);
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }

    private DeliveryReport send(ReversePath sender, String... recipients) throws IOException {
        return new DirectMail(list.files().open(), list.relay(), new StopSignal())
                .send(
                        list.queued(),
                        sender,
                        Stream.of(recipients).map(EmailAddress::of).toList());
    }

    private List<String> parked() {
        return list.files().names("queue").stream()
                .filter(name -> name.matches("[0-9a-f]{16}"))
                .toList();
    }

    @Test
    void sends_with_one_sender_and_leaves_nothing_behind() throws IOException {
        list.files().control("addtohdr", "");
        assertThat(send(SENDER, "a@x.example", "b@x.example", "A@x.example")).isEqualTo(new DeliveryReport(2, 2, 0, 0));
        assertThat(peer.accepted()).extracting(ReceivedMail::sender).containsOnly("birds+owner@example.org");
        assertThat(peer.accepted()).extracting(ReceivedMail::text).containsOnly(RelayedList.POST_ON_WIRE);
        assertThat(list.files().names("queue")).containsExactly("discarded");
        assertThat(list.files().names("archive")).isEmpty();
        assertThat(list.files().content("index")).isEmpty();
        assertThat(list.files().names(".")).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void sends_with_the_null_sender() throws IOException {
        send(ReversePath.EMPTY, "a@x.example");
        assertThat(peer.commands()).contains("MAIL FROM:<>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 later", "550 5.1.1 never"})
    void leaves_a_failed_recipient_an_entry_in_the_queue(String reply) throws IOException {
        peer.when("RCPT TO:<b@", PeerAnswer.reply(reply));
        assertThat(send(SENDER, "a@x.example", "b@x.example", "c@x.example")).isEqualTo(new DeliveryReport(3, 2, 0, 1));
        assertThat(parked()).hasSize(1);
        String entry = "queue/" + parked().get(0);
        assertThat(list.files().content(entry)).isEqualTo(RelayedList.POST);
        assertThat(list.files().content(entry + ".reciptto")).isEqualTo("b@x.example");
        assertThat(list.files().content(entry + ".mailfrom")).isEqualTo("birds+owner@example.org");
        assertThat(list.files().names("bounce")).isEmpty();
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(Files.exists(list.queued())).isFalse();
    }

    @Test
    void leaves_everybody_an_entry_while_the_relay_is_down() throws IOException {
        peer.refuseConnections();
        send(ReversePath.EMPTY, "a@x.example", "b@x.example");
        assertThat(parked()).hasSize(2);
        assertThat(parked())
                .extracting(mail -> list.files().content("queue/" + mail + ".reciptto"))
                .containsExactlyInAnyOrder("a@x.example", "b@x.example");
    }

    @Test
    void sends_to_nobody_without_a_connection() throws IOException {
        assertThat(send(SENDER)).isEqualTo(new DeliveryReport(0, 0, 0, 0));
        assertThat(peer.connections()).isZero();
        assertThat(Files.exists(list.queued())).isFalse();
    }
}
