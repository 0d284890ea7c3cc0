package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.PeerAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuedMailsTest extends OnMaintainedList {
    private static final String MAIL = "queue/00000000000000aa";
    private static final Duration HOUR = Duration.ofHours(1);

    private void park(String sender, String recipient, Duration age) {
        list.file(MAIL, MaintainedList.POST, age);
        list.file(MAIL + ".mailfrom", sender, age).file(MAIL + ".reciptto", recipient, age);
    }

    private void expectGone() {
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    private void expectThere() {
        assertThat(list.files().names("queue"))
                .containsExactly(
                        "00000000000000aa", "00000000000000aa.mailfrom", "00000000000000aa.reciptto", "discarded");
    }

    @Test
    void mail_is_sent_again_and_goes() {
        park("birds+bounces-help@example.org", "joe@x.example", HOUR);
        list.run();
        assertThat(peer.accepted()).singleElement().satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("birds+bounces-help@example.org");
            assertThat(mail.recipient()).isEqualTo("joe@x.example");
            assertThat(mail.text()).isEqualTo(MaintainedList.POST.replace("\n", "\r\n"));
        });
        expectGone();
        assertThat(list.counted(Count.REPLIES)).isEqualTo(1);
    }

    @Test
    void empty_sender_file_means_the_null_sender() {
        park("", "joe@x.example", HOUR);
        list.run();
        assertThat(peer.accepted())
                .singleElement()
                .satisfies(mail -> assertThat(mail.sender()).isEmpty());
    }

    @Test
    void reply_to_of_the_original_becomes_the_first_line() {
        park("", "joe@x.example", HOUR);
        list.file(MAIL + ".reply-to", "birds+confsub-1@example.org\n", HOUR);
        peer.once("RCPT", PeerAnswer.reply("450 later"));
        list.run();
        expectThere();
        list.run();
        assertThat(peer.accepted())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .isEqualTo("Reply-To: birds+confsub-1@example.org\r\n"
                                + MaintainedList.POST.replace("\n", "\r\n")));
        expectGone();
    }

    @Test
    void refused_mail_stays_until_bouncelife_has_passed() {
        park("birds+bounces-help@example.org", "joe@x.example", Duration.ofDays(5));
        peer.when("RCPT", PeerAnswer.reply("550 never"));
        list.run();
        expectThere();
        list.pass(Duration.ofSeconds(1)).run();
        expectGone();
        assertThat(list.files().content("mlmmj.operation.log"))
                .isEqualTo("Tue Mar  4 12:00:01 2025 mlmmj-maintd: gave up mail from"
                        + " <birds+bounces-help@example.org> to joe@x.example, it could not be sent for too long\n");
        assertThat(list.counted(Count.GIVEN_UP)).isEqualTo(1);
    }

    @Test
    void dead_relay_costs_nothing_and_loses_nothing() {
        park("", "joe@x.example", HOUR);
        peer.refuseConnections();
        list.run();
        expectThere();
        assertThat(list.notes()).singleElement().asString().contains("relay 127.0.0.1");
        assertThat(list.counted(Count.WAITING)).isEqualTo(1);
    }

    @Test
    void mail_without_side_files_is_left_to_its_sender_for_ten_hours() throws IOException {
        list.file(MAIL, MaintainedList.POST, Duration.ofHours(10)).run();
        assertThat(list.files().has(MAIL)).isTrue();
        list.pass(Duration.ofSeconds(1)).run();
        expectGone();
        String aside = list.files().names("queue/discarded").get(0);
        assertThat(list.files().content("queue/discarded/" + aside)).isEqualTo(MaintainedList.POST);
        assertThat(Files.getLastModifiedTime(list.files().path("queue/discarded/" + aside))
                        .toInstant())
                .isEqualTo(list.now());
        assertThat(list.files().content("mlmmj.operation.log")).contains("queue/discarded/" + aside);
        assertThat(peer.connections()).isZero();
    }

    @Test
    void mail_whose_recipient_makes_no_sense_is_put_aside_with_its_side_files() {
        park("", "no address", Duration.ofHours(11));
        list.run();
        expectGone();
        assertThat(list.files().names("queue/discarded")).hasSize(1);
    }

    @Test
    void side_file_without_mail_goes_at_once() {
        list.file(MAIL + ".mailfrom", "", Duration.ZERO).run();
        expectGone();
    }

    @Test
    void mail_that_somebody_holds_is_left_alone() throws IOException {
        park("", "joe@x.example", Duration.ofDays(9));
        list.file("queue/00000000000000bb", MaintainedList.POST, Duration.ofHours(20));
        try (LockedFile one = LockedFile.open(list.files().path(MAIL), DurableFiles::openExisting);
                LockedFile two =
                        LockedFile.open(list.files().path("queue/00000000000000bb"), DurableFiles::openExisting)) {
            assertThat(one.path()).isNotEqualTo(two.path());
            list.run();
            assertThat(list.files().names("queue")).hasSize(5);
        }
    }

    /** Root would otherwise send any file of the system to an address of the owner's choice. */
    @Test
    void link_is_not_sent() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "Subject: secret\n\n");
        Files.createSymbolicLink(list.files().path(MAIL), secret);
        list.file(MAIL + ".mailfrom", "", HOUR).file(MAIL + ".reciptto", "joe@x.example", HOUR);
        list.run();
        assertThat(peer.connections()).isZero();
    }

    @Test
    void request_to_end_leaves_mails_for_the_next_run() {
        park("", "joe@x.example", HOUR);
        list.stop().request();
        list.run();
        expectThere();
        assertThat(peer.connections()).isZero();
        assertThat(list.log()).endsWith("run_digests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000aa", "00000000000000aa-1", "00000000000000aa-b"})
    void mail_whose_origin_is_still_in_incoming_waits_until_that_is_processed(String name) {
        list.file("incoming/00000000000000aa", MaintainedList.POST, Duration.ofMinutes(59));
        list.file("queue/" + name, MaintainedList.POST, Duration.ofDays(30))
                .file("queue/" + name + ".mailfrom", "birds+owner@example.org", Duration.ofDays(30))
                .file("queue/" + name + ".reciptto", "joe@x.example", Duration.ofDays(30));
        Map<String, String> before = list.run().tree();
        assertThat(before).containsKeys("queue/" + name, "queue/" + name + ".reciptto");
        assertThat(list.run().tree()).isEqualTo(before);
        assertThat(peer.accepted()).isEmpty();
        list.age("queue/" + name, Duration.ofHours(1))
                .pass(Duration.ofMinutes(2))
                .run();
        assertThat(list.processed()).hasSize(1);
        assertThat(peer.accepted()).hasSize(1);
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void post_whose_origin_is_still_in_incoming_is_not_put_aside() {
        list.file("incoming/00000000000000aa", MaintainedList.POST, Duration.ofMinutes(59))
                .file(MAIL, MaintainedList.POST, Duration.ofHours(11))
                .run();
        assertThat(list.files().has("queue/00000000000000aa")).isTrue();
    }
}
