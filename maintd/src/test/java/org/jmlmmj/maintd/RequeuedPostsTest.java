package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.send.ListPost;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequeuedPostsTest extends OnMaintainedList {
    private static final Duration HOUR = Duration.ofHours(1);

    @BeforeEach
    void fillList() {
        list.files().subscribers("a@x.example", "b@x.example");
        list.file("archive/37", MaintainedList.POST, HOUR);
        list.file("requeue/37/subscribers", "a@x.example\nb@x.example\n", HOUR);
    }

    @Test
    void post_goes_to_those_who_wait_under_its_own_index() {
        list.run();
        assertThat(peer.accepted())
                .extracting(mail -> mail.sender())
                .containsExactlyInAnyOrder(
                        "birds+bounces-37-a=x.example@example.org", "birds+bounces-37-b=x.example@example.org");
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.files().has("archive/37")).isTrue();
        assertThat(list.counted(Count.RESENT)).isEqualTo(2);
    }

    @Test
    void who_is_not_served_waits_on() {
        peer.when("RCPT TO:<a@", PeerAnswer.reply("421 busy"));
        peer.when("RCPT TO:<b@", PeerAnswer.reply("421 busy"));
        list.run();
        assertThat(list.files().names("requeue/37")).containsExactly("subscribers");
        assertThat(list.files().content("requeue/37/subscribers").lines())
                .containsExactlyInAnyOrder("a@x.example", "b@x.example");
    }

    @Test
    void dead_relay_changes_nothing() {
        peer.refuseConnections();
        var before = list.tree();
        before.put(ListMaintenance.LOCK, "");
        list.run();
        assertThat(list.tree().keySet()).isEqualTo(before.keySet());
        assertThat(list.files().content("requeue/37/subscribers")).isEqualTo("a@x.example\nb@x.example\n");
        assertThat(list.notes()).singleElement().asString().startsWith(" - requeue/37 waits: relay");
    }

    @Test
    void who_has_unsubscribed_gets_nothing() throws IOException {
        Files.delete(list.files().path("subscribers.d/b"));
        list.files().lines("nomailsubs.d", "A@x.example");
        Files.delete(list.files().path("subscribers.d/a"));
        list.run();
        assertThat(peer.delivered()).containsExactly("a@x.example");
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void post_is_done_when_everybody_has_unsubscribed() throws IOException {
        Files.delete(list.files().path("subscribers.d/a"));
        Files.delete(list.files().path("subscribers.d/b"));
        list.run();
        assertThat(peer.accepted()).isEmpty();
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void recipients_whom_the_original_took_in_hand_before_it_died_are_served() throws IOException {
        Files.move(list.files().path("requeue/37/subscribers"), list.files().path("requeue/37/subscribers.resending"));
        list.file("requeue/37/subscribers", "b@x.example\n", HOUR);
        list.files().file("requeue/37/subscribers.resending", "a@x.example\n");
        list.run().run();
        assertThat(peer.delivered()).containsExactly("a@x.example", "b@x.example");
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void post_that_the_original_is_sending_again_is_left_alone() throws IOException {
        try (LockedFile held = LockedFile.open(list.files().path("archive/37"), DurableFiles::openExisting)) {
            assertThat(held.channel().isOpen()).isTrue();
            list.run();
        }
        assertThat(peer.accepted()).isEmpty();
        assertThat(list.files().names("requeue/37")).containsExactly("subscribers");
    }

    @Test
    void post_without_archive_goes_with_its_last_recipient() throws IOException {
        Files.move(list.files().path("archive/37"), list.files().path("requeue/37/mailfile"));
        // No 45x, for which an address would also be probed.
        peer.once("RCPT TO:<a@", PeerAnswer.reply("440 later"));
        list.run();
        assertThat(list.files().names("requeue/37")).containsExactly("mailfile", "subscribers");
        list.run();
        assertThat(peer.delivered()).containsExactly("b@x.example", "a@x.example");
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void post_without_recipients_goes() throws IOException {
        Files.move(list.files().path("archive/37"), list.files().path("requeue/37/mailfile"));
        Files.delete(list.files().path("requeue/37/subscribers"));
        list.run();
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void digest_goes_to_those_who_wait() throws IOException {
        list.file("requeue/digest5/mailfile", MaintainedList.POST, HOUR);
        list.file("requeue/digest5/subscribers", "a@x.example\n", HOUR);
        Files.delete(list.files().path("requeue/37/subscribers"));
        list.run();
        assertThat(peer.accepted()).singleElement().satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("birds+bounces-0-a=x.example@example.org");
            assertThat(mail.text()).contains("To: a@x.example\r\n");
        });
        assertThat(list.files().names("requeue")).containsExactly("37");
    }

    @Test
    void post_is_given_up_after_bouncelife_with_a_bounce_record() {
        list.files().file("requeue/37/subscribers", "a@x.example\ngone@x.example\n");
        list.age("archive/37", Duration.ofDays(5)).run();
        assertThat(peer.accepted()).hasSize(1);
        list.file("requeue/37/subscribers", "a@x.example\ngone@x.example\n", HOUR);
        list.pass(Duration.ofSeconds(1)).run();
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.files().has("archive/37")).isTrue();
        assertThat(list.files().content("mlmmj.operation.log"))
                .contains("mlmmj-maintd: gave up post 37 to a@x.example, it could not be sent for too long\n")
                .contains("gave up post 37 to gone@x.example");
        assertThat(list.files().content("bounce/a=x.example")).startsWith("37:1741089601 # ");
        assertThat(list.files().has("bounce/gone=x.example")).isFalse();
    }

    /** The original files owners and digest readers under numbers of its own making: they must not get archive/0. */
    @Test
    void folder_zero_is_never_sent_and_goes_after_a_week() {
        list.file("archive/0", MaintainedList.POST, HOUR);
        list.file("requeue/0/subscribers", "a@x.example\n", Duration.ofDays(6)).age("requeue/0", Duration.ofDays(7));
        list.file("requeue/99/subscribers", "b@x.example\n", HOUR).age("requeue/99", Duration.ofDays(7));
        list.run();
        assertThat(peer.delivered()).containsExactlyInAnyOrder("a@x.example", "b@x.example");
        assertThat(list.files().names("requeue")).containsExactly("0", "99");
        list.pass(Duration.ofSeconds(1)).run();
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.files().content("mlmmj.operation.log"))
                .contains("gave up post 0 to a@x.example, the post is missing")
                .contains("gave up post 99 to b@x.example, the post is missing");
    }

    @Test
    void folder_that_belongs_to_no_post_is_left_alone() {
        list.file("requeue/digest/subscribers", "a@x.example\n", Duration.ofDays(30));
        list.age("requeue/digest", Duration.ofDays(30)).run();
        assertThat(list.files().has("requeue/digest/subscribers")).isTrue();
        assertThat(list.notes()).contains(" - requeue/digest: belongs to no post, left alone");
    }

    @Test
    void empty_folder_goes_after_an_hour() throws IOException {
        Files.createDirectory(list.files().path("requeue/40"));
        list.age("requeue/40", HOUR).run();
        assertThat(list.files().names("requeue")).containsExactly("40");
        list.pass(Duration.ofSeconds(1)).run();
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void delivery_whose_process_died_is_carried_out() throws IOException {
        Files.delete(list.files().path("requeue/37/subscribers"));
        list.age("requeue/37", HOUR.multipliedBy(2));
        list.files().file("queue/00000000000000aa", MaintainedList.POST);
        new ListPost(list.files().open(), Relay.of(list.files().open()), new StopSignal())
                .prepare(list.files().path("queue/00000000000000aa"), Optional.empty())
                .close();
        assertThat(list.files().has("requeue/1/sending")).isTrue();
        list.run();
        assertThat(peer.delivered()).containsExactlyInAnyOrder("a@x.example", "b@x.example");
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.counted(Count.RECOVERED)).isEqualTo(1);
        assertThat(list.log()).containsSubsequence("recover_deliveries", "clean_moderation");
    }

    @Test
    void released_post_whose_process_died_is_tried_as_long_as_any_other_however_long_it_was_held() throws IOException {
        Files.delete(list.files().path("requeue/37/subscribers"));
        list.file("moderation/0123456789abcdef.sending", MaintainedList.POST, HOUR);
        list.at(Instant.now().plus(Duration.ofHours(2)), ZoneOffset.UTC);
        list.age("moderation/0123456789abcdef.sending", Duration.ofDays(9));
        peer.when("RCPT", PeerAnswer.reply("450 later"));
        list.run().run();
        assertThat(list.files().content("requeue/1/subscribers")).contains("a@x.example\n");
        assertThat(list.files().has("mlmmj.operation.log")).isFalse();
    }

    @Test
    void released_post_whose_process_died_is_sent() throws IOException {
        Files.delete(list.files().path("requeue/37/subscribers"));
        list.file("moderation/0123456789abcdef.sending", MaintainedList.POST, HOUR);
        list.file("moderation/0123456789abcdef.omit", "b@x.example", HOUR);
        list.run();
        assertThat(peer.accepted()).isEmpty();
        // The name is as old as the inode's change, and that is now whatever the test says.
        list.at(Instant.now().plus(Duration.ofHours(2)), ZoneOffset.UTC);
        list.age("archive/37", HOUR);
        list.age("moderation/0123456789abcdef.sending", HOUR);
        list.age("moderation/0123456789abcdef.omit", HOUR);
        list.run();
        assertThat(peer.delivered()).containsExactly("a@x.example");
        assertThat(list.files().names("moderation")).isEmpty();
        assertThat(list.files().has("archive/1")).isTrue();
    }
}
