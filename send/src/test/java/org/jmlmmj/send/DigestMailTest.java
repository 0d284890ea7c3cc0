package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestMailTest {
    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private RelayedList list;

    @BeforeEach
    void makeList() {
        list = RelayedList.of(folder, peer);
        list.files().lines("digesters.d", "a@x.example", "b@x.example").subscribers("c@x.example");
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }

    private DeliveryReport send(long issue) throws IOException {
        try (Delivery delivery =
                new DigestMail(list.files().open(), list.relay(), new StopSignal()).prepare(list.queued(), issue)) {
            return delivery.deliver();
        }
    }

    @Test
    void sends_to_the_readers_of_digests_with_a_to_line() throws IOException {
        assertThat(send(5)).isEqualTo(new DeliveryReport(2, 2, 0, 0));
        assertThat(peer.accepted().get(0).sender()).isEqualTo("birds+bounces-0-a=x.example@example.org");
        assertThat(peer.accepted().get(0).text()).contains("\r\nTo: a@x.example\r\n\r\n");
        assertThat(list.files().names("archive")).isEmpty();
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(Files.exists(list.queued())).isFalse();
        assertThat(list.files().content("index")).isEmpty();
    }

    @Test
    void keeps_the_digest_for_those_who_did_not_get_it() throws IOException {
        peer.when("RCPT TO:<b@", PeerAnswer.reply("450 later"));
        send(5);
        assertThat(list.files().names("requeue")).containsExactly("digest5");
        assertThat(list.files().content("requeue/digest5/mailfile")).isEqualTo(RelayedList.POST);
        assertThat(list.files().content("requeue/digest5/subscribers")).isEqualTo("b@x.example\n");
    }

    @Test
    void never_mixes_two_issues() throws IOException {
        Files.createDirectory(list.files().path("requeue/digest5"));
        peer.refuseConnections();
        send(5);
        assertThat(list.files().names("requeue/digest5")).isEmpty();
        assertThat(list.lines("requeue/digest6/subscribers")).hasSize(2);
    }

    @Test
    void records_bounces_under_the_index_0() throws IOException {
        peer.when("RCPT TO:<b@", PeerAnswer.reply("550 never"));
        send(5);
        assertThat(list.files().content("bounce/b=x.example")).startsWith("0:");
    }
}
