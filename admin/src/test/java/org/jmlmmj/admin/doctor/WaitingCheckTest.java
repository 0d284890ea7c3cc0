package org.jmlmmj.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What waits in a list, whose its files are, whether maintenance runs, and which texts it has. */
class WaitingCheckTest {
    private static final String MAIL = "0123456789abcdef";

    @TempDir
    private Path parent = Path.of("");

    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(parent);
    }

    private void age(String name, Duration age) throws IOException {
        Files.setLastModifiedTime(list.path(name), FileTime.from(ListFixture.NOON.minus(age)));
    }

    private List<String> queues() throws IOException {
        return Examination.of(new QueueCheck(), list.open());
    }

    @ParameterizedTest
    @CsvSource({
        "incoming, 5, FAIL incoming: 1 for more than 4 hours",
        "queue, 25, warn queue: 1 for more than 24 hours",
        "moderation, 100, warn moderation: 1 for more than 3 days"
    })
    void tells_of_a_mail_that_has_waited(String folder, int hours, String message) throws Exception {
        String name = folder + "/" + MAIL;
        list.file(name, "").file(name + ".omit", "");
        age(name, Duration.ofHours(hours).minusHours(2));
        age(name + ".omit", Duration.ofDays(100));
        if (!folder.equals("moderation")) {
            assertThat(queues()).containsExactly("ok nothing has waited for long -> ");
        }

        age(name, Duration.ofHours(hours));
        assertThat(queues()).singleElement().asString().startsWith(message);
    }

    @Test
    void tells_of_a_post_that_not_all_have() throws Exception {
        Files.createDirectory(list.path("requeue/7"));
        list.file("requeue/7/subscribers", "ann@example.net\n");
        age("requeue/7", Duration.ofDays(3));

        assertThat(queues())
                .singleElement()
                .asString()
                .startsWith("warn requeue: 1 ")
                .contains("since 3 days");
    }

    @Test
    void folders_may_be_missing() throws Exception {
        Files.delete(list.path("requeue"));

        assertThat(queues()).containsExactly("ok nothing has waited for long -> ");
    }

    private List<String> maintenance() throws IOException {
        return Examination.of(new MaintenanceCheck(), list.open());
    }

    @Test
    void maintenance_has_to_run_every_day() throws Exception {
        assertThat(maintenance()).singleElement().asString().startsWith("warn mlmmj-maintd has never run");

        list.file("mlmmj-maintd.lastrun.log", "Starting\n\nresend_queue\n");
        age("mlmmj-maintd.lastrun.log", Duration.ofDays(3));
        assertThat(maintenance()).singleElement().asString().startsWith("FAIL mlmmj-maintd ran last 3 days ago");

        age("mlmmj-maintd.lastrun.log", Duration.ofHours(2));
        assertThat(maintenance()).containsExactly("ok mlmmj-maintd ran 2 hours ago -> ");

        list.file("mlmmj-maintd.lastrun.log", "Starting\n\nresend_queue\n - relay down\n");
        age("mlmmj-maintd.lastrun.log", Duration.ofHours(2));
        assertThat(maintenance()).singleElement().asString().startsWith("warn the last run of mlmmj-maintd met 1 prob");
    }

    private List<String> ownership() throws IOException {
        List<String> lines = new ArrayList<>();
        Notes notes = new Notes(Optional.empty(), "files", finding -> lines.add(Examination.line(finding)));
        new OwnershipCheck().examine(list.directory(), notes);
        return lines;
    }

    @Test
    void everybody_may_not_write() throws Exception {
        RunningUser.chmod(list.path("control/owner"), 0666);

        assertThat(ownership())
                .anyMatch(
                        line -> line.startsWith("FAIL") && line.contains("control/owner can be changed by everybody"));
    }

    @Test
    void missing_folders_are_named() throws Exception {
        Files.delete(list.path("nomailsubs.d"));

        assertThat(ownership()).anyMatch(line -> line.startsWith("warn") && line.contains("nomailsubs.d is missing"));
    }

    @Test
    void what_root_left_behind_is_a_failure() throws Exception {
        assumeThat(RunningUser.isRoot()).isTrue();
        giveToUser(list.folder());
        assertThat(ownership()).singleElement().asString().startsWith("ok");

        list.file("archive/1", "").file("archive/2", "").file("archive/3", "").file("archive/4", "");
        RunningUser.chmod(list.path("archive/1"), 0600);

        assertThat(ownership())
                .singleElement()
                .asString()
                .startsWith("FAIL")
                .contains("archive/1")
                .contains("and 1 more cannot be used by user 4321")
                .endsWith("chown -R 4321:4321 " + list.folder());
    }

    @Test
    void front_end_may_own_what_is_only_read() throws Exception {
        assumeThat(RunningUser.isRoot()).isTrue();
        giveToUser(list.folder());
        list.control("moderated", "").control("send", "");
        RunningUser.chmod(list.path("control/moderated"), 0644);
        RunningUser.chmod(list.path("control/send"), 0600);

        assertThat(ownership())
                .singleElement()
                .asString()
                .startsWith("FAIL")
                .contains("control/send cannot be used")
                .doesNotContain("control/moderated");
    }

    private static void giveToUser(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.forEach(file -> RunningUser.chown(file, 4321, 4321));
        }
    }

    @Test
    void missing_texts_are_named() throws Exception {
        Path library = parent.resolve("library");
        Files.createDirectories(library.resolve("en"));
        for (String name : List.of("confirm", "deny-post", "help")) {
            Files.writeString(library.resolve("en/" + name), "Subject: x\n\nx\n");
        }
        TextCheck check = new TextCheck(new TextLibrary(library));
        assertThat(Examination.of(check, list.open()))
                .singleElement()
                .asString()
                .startsWith("warn")
                .contains("no texts");

        list.file("text/confirm-sub", "x").file("text/help", "x");
        assertThat(Examination.of(check, list.open()))
                .singleElement()
                .asString()
                .startsWith("warn in English, because")
                .contains("lacks them: deny-post ->");

        list.file("text/deny-post", "x");
        assertThat(Examination.of(check, list.open())).containsExactly("ok 3 texts -> ");
    }

    @Test
    void texts_of_older_names_are_a_set_of_their_own() throws Exception {
        Path library = parent.resolve("library");
        Files.createDirectories(library.resolve("en"));
        Files.writeString(library.resolve("en/confirm"), "x");
        list.file("text/sub-confirm", "x");

        assertThat(Examination.of(new TextCheck(new TextLibrary(library)), list.open()))
                .containsExactly("ok 1 texts -> ");
    }
}
