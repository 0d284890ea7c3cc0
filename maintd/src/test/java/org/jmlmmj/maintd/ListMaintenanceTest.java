package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.junit.jupiter.api.Test;

class ListMaintenanceTest extends OnMaintainedList {
    @Test
    void log_names_every_task_in_order() {
        list.run();
        assertThat(list.log())
                .containsExactly(
                        "Starting maintenance run at Tue Mar  4 12:00:00 2025",
                        "",
                        "clean_moderation",
                        "clean_discarded",
                        "clean_subconf",
                        "clean_unsubconf",
                        "resend_queue",
                        "resend_requeue",
                        "clean_nolongerbouncing",
                        "unsub_bouncers",
                        "probe_bouncers",
                        "run_digests");
        assertThat(list.files().names(".")).noneMatch(name -> name.startsWith("maintdlog-"));
        assertThat(list.files().syslog().lines()).isEmpty();
    }

    @Test
    void time_in_the_log_is_local_also_when_the_clock_is_changed_for_summer() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        list.at(Instant.parse("2025-03-30T00:59:59Z"), berlin).run();
        assertThat(list.log().get(0)).endsWith("Sun Mar 30 01:59:59 2025");
        list.pass(Duration.ofSeconds(1)).run();
        assertThat(list.log().get(0)).endsWith("Sun Mar 30 03:00:00 2025");
    }

    @Test
    void year_2038_is_a_year_like_any_other() {
        list.at(Instant.parse("2038-01-19T03:14:08Z"), ZoneId.of("UTC"));
        list.file("subconf/0123456789abcdef", "a@x.example", Duration.ofDays(8)).run();
        assertThat(list.log().get(0)).endsWith("Tue Jan 19 03:14:08 2038");
        assertThat(list.files().names("subconf")).isEmpty();
    }

    @Test
    void second_run_right_after_the_first_changes_nothing() throws IOException {
        list.files().subscribers("a@x.example", "b@x.example").lines("digesters.d", "d@x.example");
        list.file("archive/1", MaintainedList.POST, Duration.ofHours(1));
        list.files().file("index", "1");
        list.file("queue/00000000000000aa", MaintainedList.POST, Duration.ofHours(11));
        list.file("queue/00000000000000bb.mailfrom", "orphan", Duration.ZERO);
        list.file("requeue/1/subscribers", "a@x.example\n", Duration.ofHours(2));
        list.file("requeue/7/subscribers", "b@x.example\n", Duration.ofDays(8)).age("requeue/7", Duration.ofDays(8));
        list.file("moderation/00000000000000cc", MaintainedList.POST, Duration.ofDays(9));
        list.file("incoming/00000000000000dd", MaintainedList.POST, Duration.ofHours(2));
        list.run();
        // The post, the digest, and a probe for whom the missing post was given up.
        assertThat(peer.delivered()).containsExactlyInAnyOrder("a@x.example", "d@x.example", "b@x.example");
        var before = list.tree();
        list.run();
        assertThat(list.tree()).isEqualTo(before);
        assertThat(peer.delivered()).hasSize(3);
    }

    @Test
    void list_without_any_folder_is_maintained() throws IOException {
        for (String name : new String[] {
            "queue/discarded",
            "queue",
            "moderation",
            "subconf",
            "unsubconf",
            "requeue",
            "incoming",
            "bounce",
            "archive",
            "subscribers.d",
            "digesters.d",
            "nomailsubs.d",
            "index"
        }) {
            Files.delete(list.files().path(name));
        }
        list.run();
        assertThat(list.notes()).containsExactly(" - there is no index that can be read, so there are no digests");
        assertThat(list.files().syslog().lines()).isEmpty();
    }

    @Test
    void trouble_in_one_task_is_logged_and_ends_no_other() throws IOException {
        Files.delete(list.files().path("subconf"));
        list.files().file("subconf", "no folder");
        list.file("unsubconf/0123456789abcdef", "a@x.example", Duration.ofDays(8))
                .run();
        assertThat(list.files().names("unsubconf")).isEmpty();
        assertThat(list.log()).containsSubsequence("clean_subconf", " - subconf: is not a folder", "clean_unsubconf");
        assertThat(list.files().syslog().lines())
                .singleElement()
                .asString()
                .startsWith("ERR: ")
                .contains("clean_subconf")
                .endsWith(RunLog.NAME);
        assertThat(list.counted(Count.TROUBLED)).isEqualTo(1);
    }

    @Test
    void list_that_another_process_maintains_is_left_alone() throws IOException {
        list.files().file(ListMaintenance.LOCK, "");
        list.file("subconf/0123456789abcdef", "a@x.example", Duration.ofDays(8));
        try (LockedFile held = LockedFile.open(list.files().path(ListMaintenance.LOCK), DurableFiles::openExisting)) {
            assertThat(held.channel().isOpen()).isTrue();
            list.run();
        }
        assertThat(list.files().names("subconf")).hasSize(1);
        assertThat(list.files().has(RunLog.NAME)).isFalse();
        assertThat(list.counted(Count.BUSY)).isEqualTo(1);
        list.run();
        assertThat(list.files().names("subconf")).isEmpty();
    }

    @Test
    void broken_list_is_told_and_harms_nothing() throws IOException {
        Files.delete(list.files().path("control/listaddress"));
        list.run();
        assertThat(list.files().syslog().lines()).singleElement().asString().contains("control/listaddress");
        assertThat(list.counted(Count.TROUBLED)).isEqualTo(1);
    }

    @Test
    void temporary_files_of_dead_processes_go_after_a_day() {
        for (String name :
                new String[] {".tmp-00000000000000aa", "maintdlog-00000000000000bb", "subscribers.d/a.new"}) {
            list.file(name, "rest", Duration.ofHours(25));
        }
        list.file(".tmp-00000000000000cc", "in work", Duration.ofHours(23));
        list.file("subscribers.d/b.new", "all that is left of b", Duration.ofHours(25));
        list.files().subscribers("a@x.example");
        list.run();
        assertThat(list.files().names("."))
                .contains(".tmp-00000000000000cc")
                .noneMatch(name -> name.matches("\\.tmp-.*aa|maintdlog-.*"));
        assertThat(list.files().names("subscribers.d")).containsExactly("a", "b.new");
    }
}
