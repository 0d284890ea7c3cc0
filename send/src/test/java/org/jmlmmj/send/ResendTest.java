package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendTest {
    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private RelayedList list;

    @BeforeEach
    void makeList() throws IOException {
        list = RelayedList.of(folder, peer);
        Files.move(list.queued(), list.files().path("archive/37"));
        Files.createDirectory(list.files().path("requeue/37"));
        list.files().file("requeue/37/subscribers.resending", "a@x.example\nb@x.example\nA@x.example\n");
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }

    private DeliveryReport resend(String message, String recipients) throws IOException {
        try (Delivery delivery = new Resend(list.files().open(), list.relay(), new StopSignal())
                .prepare(list.files().path(message), list.files().path(recipients))) {
            assertThat(list.files().has(recipients)).isFalse();
            return delivery.deliver();
        }
    }

    @Test
    void sends_the_post_under_its_own_index() throws IOException {
        assertThat(resend("archive/37", "requeue/37/subscribers.resending")).isEqualTo(new DeliveryReport(2, 2, 0, 0));
        assertThat(peer.accepted())
                .extracting(ReceivedMail::sender)
                .containsExactly(
                        "birds+bounces-37-a=x.example@example.org", "birds+bounces-37-b=x.example@example.org");
        assertThat(list.files().content("archive/37")).isEqualTo(RelayedList.POST);
        assertThat(list.files().has("requeue/37")).isFalse();
        assertThat(list.files().content("index")).isEmpty();
    }

    @Test
    void lets_those_who_failed_wait_again() throws IOException {
        peer.refuseConnections();
        resend("archive/37", "requeue/37/subscribers.resending");
        assertThat(list.files().names("requeue/37")).containsExactly("subscribers");
        assertThat(list.lines("requeue/37/subscribers")).containsExactly("a@x.example", "b@x.example");
        assertThat(list.files().content("archive/37")).isEqualTo(RelayedList.POST);
    }

    @Test
    void claims_those_who_wait_before_it_reads_them() throws IOException {
        Files.move(
                list.files().path("requeue/37/subscribers.resending"),
                list.files().path("requeue/37/subscribers"));
        peer.when("RCPT TO:<a@", PeerAnswer.reply("450 later"));
        resend("archive/37", "requeue/37/subscribers");
        assertThat(list.lines("requeue/37/subscribers")).containsExactly("a@x.example");
        assertThat(peer.delivered()).containsExactly("b@x.example");
        assertThat(list.files().names("requeue/37")).containsExactly("subscribers");
    }

    @Test
    void adds_whom_a_dead_process_still_had_to_serve() throws IOException {
        new Resend(list.files().open(), list.relay(), new StopSignal())
                .prepare(list.files().path("archive/37"), list.files().path("requeue/37/subscribers.resending"))
                .close();
        assertThat(list.files().names("requeue/37")).containsExactly("sending");
        list.files().file("requeue/37/subscribers.resending", "c@x.example\n");
        resend("archive/37", "requeue/37/subscribers.resending");
        assertThat(peer.delivered()).containsExactly("c@x.example");
        assertThat(list.lines("requeue/37/subscribers")).containsExactly("a@x.example", "b@x.example");
    }

    @Test
    void keeps_the_post_of_a_list_without_archive_as_long_as_somebody_waits() throws IOException {
        Files.move(list.files().path("archive/37"), list.files().path("requeue/37/mailfile"));
        peer.when("RCPT TO:<a@", PeerAnswer.reply("450 later"));
        resend("requeue/37/mailfile", "requeue/37/subscribers.resending");
        assertThat(list.files().names("requeue/37")).containsExactly("mailfile", "subscribers");
        assertThat(peer.accepted().get(0).sender()).startsWith("birds+bounces-37-");
    }

    @Test
    void sends_a_digest_again_as_a_digest() throws IOException {
        Files.createDirectory(list.files().path("requeue/digest5"));
        Files.move(list.files().path("archive/37"), list.files().path("requeue/digest5/mailfile"));
        list.files().file("requeue/digest5/subscribers.resending", "a@x.example\nb@x.example\n");
        peer.when("RCPT TO:<b@", PeerAnswer.reply("450 later"));
        resend("requeue/digest5/mailfile", "requeue/digest5/subscribers.resending");
        assertThat(peer.accepted().get(0).sender()).isEqualTo("birds+bounces-0-a=x.example@example.org");
        assertThat(peer.accepted().get(0).text()).contains("\r\nTo: a@x.example\r\n");
        assertThat(list.lines("requeue/digest5/subscribers")).containsExactly("b@x.example");
    }

    @Test
    void records_a_bounce_for_subscribers_only() throws IOException {
        list.files().subscribers("a@x.example");
        peer.when("RCPT", PeerAnswer.reply("550 never"));
        assertThat(resend("archive/37", "requeue/37/subscribers.resending")).isEqualTo(new DeliveryReport(2, 0, 2, 0));
        assertThat(list.files().names("bounce")).containsExactly("a=x.example");
        assertThat(list.files().content("bounce/a=x.example")).startsWith("37:");
        assertThat(list.files().has("requeue/37")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"450 greylisted, true", "451 trouble, true", "459 odd, true", "421 closing, false", "440 odd, false"})
    void records_a_bounce_for_mailbox_trouble_the_second_time_and_lets_wait(String reply, boolean recorded)
            throws IOException {
        list.files().subscribers("a@x.example");
        peer.when("RCPT TO:<a@", PeerAnswer.reply(reply));
        assertThat(resend("archive/37", "requeue/37/subscribers.resending").waiting())
                .isEqualTo(1);
        assertThat(list.files().has("bounce/a=x.example")).isEqualTo(recorded);
        assertThat(list.lines("requeue/37/subscribers")).containsExactly("a@x.example");
    }

    @Test
    void parks_whom_it_cannot_requeue_because_the_file_is_no_post() throws IOException {
        list.files().file("queue/other", RelayedList.POST).file("people", "a@x.example\n");
        peer.refuseConnections();
        resend("queue/other", "people");
        assertThat(list.files().names("requeue")).containsExactly("37");
        assertThat(list.files().names("queue"))
                .filteredOn(name -> name.endsWith(".reciptto"))
                .hasSize(1);
        assertThat(list.files().has("queue/other")).isTrue();
    }

    @Test
    void changes_nothing_when_the_recipients_are_missing() {
        assertThatThrownBy(() -> resend("archive/37", "requeue/37/subscribers"))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(list.files().names("requeue/37")).containsExactly("subscribers.resending");
        assertThat(list.files().has("archive/37")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "archive/37, 37",
        "requeue/37/mailfile, 37",
        "requeue/digest5/mailfile, digest5",
        "archive/digest5, ",
        "archive/0, ",
        "archive/3x, ",
        "requeue/37/other, ",
        "queue/37, ",
        "../archive/37, ",
        "mailfile, "
    })
    void knows_where_a_post_waits(String message, String place) {
        assertThat(Resend.placeOf(Path.of(message))).isEqualTo(Optional.ofNullable(place));
    }
}
