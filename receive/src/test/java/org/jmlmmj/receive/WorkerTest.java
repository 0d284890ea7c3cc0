package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who processes the mails that were stored (decision 0008). */
class WorkerTest {
    private static final Instant FIRST = Instant.parse("2025-03-04T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern SUBJECT = Pattern.compile("Subject: (.*?)\r?\n");

    @TempDir
    private Path folder = Path.of("");

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private final StopSignal stop = new StopSignal();
    private ListFixture list = ListFixture.of(folder);
    private ListFixture other = ListFixture.of(folder);

    @BeforeEach
    void makeLists() throws IOException {
        list = make("one");
        other = make("two");
        Files.createDirectory(folder.resolve("run"));
    }

    @AfterEach
    void endOfRelay() {
        relay.close();
    }

    private ListFixture make(String name) throws IOException {
        return ListFixture.in(Files.createDirectory(folder.resolve(name)))
                .control("smtpport", relay.port() + "\n")
                .subscribers("ann@example.net");
    }

    private void store(ListFixture where, String subject, int second) throws IOException {
        store(where, "birds@example.org", subject, second);
    }

    private void store(ListFixture where, String to, String subject, int second) throws IOException {
        String mail = "From: ann@example.net\nTo: " + to + "\nSubject: " + subject + "\n\nThey hoot.\n";
        ListDirectory directory = where.directory();
        Path stored = directory
                .incoming()
                .store(
                        new ByteArrayInputStream(mail.getBytes(UTF_8)),
                        EnvelopeVariables.of(Map.of("SENDER", "ann@example.net"))
                                .octets());
        Files.setLastModifiedTime(stored, FileTime.from(FIRST.plusSeconds(second)));
        directory.waiting().add(stored);
    }

    private Invocation invocation(Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return new Invocation(
                "mlmmj-receive",
                List.of(),
                environment,
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                list.clock(),
                list.names(),
                list.syslog());
    }

    private Map<String, String> places(String most) {
        return Map.of("JMLMMJ_RUN", folder.resolve("run").toString(), "JMLMMJ_MAX_WORKERS", most);
    }

    private ExitStatus work(ListFixture where) throws IOException {
        return new Processing(list.path("nowhere"), stop).work(where.directory(), invocation(places("1")));
    }

    private int user() throws IOException {
        return list.directory().ownership().process();
    }

    private WorkerPlaces placesOf(Map<String, String> environment) throws IOException {
        return WorkerPlaces.of(invocation(environment), user());
    }

    private List<String> subjects() {
        return relay.accepted().stream()
                .map(mail -> SUBJECT.matcher(mail.text())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    @Test
    void posts_leave_in_the_order_in_which_they_were_stored() throws Exception {
        store(list, "second", 2);
        store(list, "third", 3);
        store(list, "first", 1);

        assertThat(work(list)).isEqualTo(ExitStatus.OK);

        assertThat(subjects()).containsExactly("first", "second", "third");
        assertThat(list.names("incoming")).isEmpty();
        assertThat(list.names("archive")).containsExactly("1", "2", "3");
        assertThat(list.content(ListShift.LOCK)).isEmpty();
    }

    @Test
    void list_on_which_another_process_works_is_left_to_it() throws Exception {
        store(list, "owls", 1);
        ListDirectory directory = list.directory();

        try (LockedFile held = LockedFile.open(
                list.path(ListShift.LOCK), path -> directory.files().openOrCreate(path))) {
            assertThat(held.isCurrent()).isTrue();
            assertThat(work(list)).isEqualTo(ExitStatus.OK);
        }

        assertThat(relay.accepted()).isEmpty();
        assertThat(directory.waiting().all()).hasSize(1);
    }

    @Test
    void list_for_which_there_is_no_place_is_taken_over_by_who_has_the_next() throws Exception {
        store(list, "owls", 1);
        try (Closeable taken = placesOf(places("1")).take().orElseThrow()) {
            assertThat(taken).isNotNull();
            assertThat(work(list)).isEqualTo(ExitStatus.OK);
            assertThat(relay.accepted()).isEmpty();
        }

        store(other, "swans", 1);
        assertThat(work(other)).isEqualTo(ExitStatus.OK);

        assertThat(subjects()).containsExactlyInAnyOrder("owls", "swans");
        assertThat(list.names("incoming")).isEmpty();
        assertThat(folder.resolve("run/jmlmmj-" + user())).isDirectoryContaining("glob:**/place-1");
        try (var entries = Files.list(folder.resolve("run/jmlmmj-" + user()))) {
            assertThat(entries).hasSize(1);
        }
    }

    @Test
    void list_that_is_gone_stops_nobody() throws Exception {
        WorkerPlaces places = placesOf(places("1"));
        places.register(folder.resolve("gone"));
        places.register(other.folder());
        store(other, "swans", 1);
        store(list, "owls", 1);

        assertThat(work(list)).isEqualTo(ExitStatus.TEMPORARY_FAILURE);

        assertThat(subjects()).containsExactlyInAnyOrder("owls", "swans");
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("gone"));
    }

    @Test
    void mail_that_cannot_be_processed_stays_and_the_next_one_has_its_turn() throws Exception {
        // An address that nobody can be in the place of the first mail's sender does not help; a folder in the place of
        // its file does.
        store(list, "owls", 1);
        store(list, "swans", 2);
        Path first = list.directory().waiting().all().get(0);
        String name = String.valueOf(first.getFileName()).substring(0, 16);
        Files.createDirectories(list.path("queue/" + name + "/full"));

        assertThat(work(list)).isEqualTo(ExitStatus.TEMPORARY_FAILURE);

        assertThat(subjects()).containsExactly("swans");
        assertThat(list.names("incoming")).containsExactly(name, name + ".envelope");
    }

    @Test
    void what_comes_while_a_post_is_on_its_way_does_not_wait_for_it() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        relay.when("RCPT TO:<ann@example.net>", PeerAnswer.after(released, PeerAnswer.reply("250 ok")));
        list.control("owner", "olga@example.net\n");
        store(list, "owls", 1);
        CompletableFuture<ExitStatus> working = CompletableFuture.supplyAsync(() -> {
            try {
                return work(list);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try {
            await().atMost(PATIENCE).until(() -> relay.commands().contains("RCPT TO:<ann@example.net>"));
            store(list, "birds+owner@example.org", "to the owner", 2);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(subjects()).containsExactly("to the owner"));
        } finally {
            released.countDown();
        }

        assertThat(working.join()).isEqualTo(ExitStatus.OK);
        assertThat(subjects()).containsExactly("to the owner", "owls");
    }

    @Test
    void who_is_to_end_leaves_what_waits() throws Exception {
        store(list, "owls", 1);
        stop.request();

        assertThat(work(list)).isEqualTo(ExitStatus.OK);

        assertThat(list.directory().waiting().all()).hasSize(1);
        assertThat(relay.accepted()).isEmpty();
    }

    @Test
    void there_are_as_many_places_as_are_allowed() throws Exception {
        WorkerPlaces places = placesOf(places("2"));
        try (Closeable one = places.take().orElseThrow();
                Closeable two = places.take().orElseThrow()) {
            assertThat(one).isNotEqualTo(two);
            assertThat(places.take()).isEmpty();
        }
        try (Closeable again = places.take().orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "many"})
    void useless_number_of_places_is_logged(String most) throws Exception {
        try (Closeable place = placesOf(places(most)).take().orElseThrow()) {
            assertThat(place).isNotNull();
        }
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("JMLMMJ_MAX_WORKERS=" + most));
    }

    /** In /tmp others can be first; they must be able neither to stop our lists nor to name lists to us. */
    @Test
    void folder_that_others_can_write_to_is_not_used() throws Exception {
        Path run = folder.resolve("run/jmlmmj-" + user());
        Files.createDirectory(run);
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwxrwx"));
        store(list, "owls", 1);

        assertThat(work(list)).isEqualTo(ExitStatus.OK);

        assertThat(subjects()).containsExactly("owls");
        assertThat(run).isEmptyDirectory();
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("is not limited"));
    }

    @Test
    void link_to_a_folder_of_ours_is_not_used() throws Exception {
        Path elsewhere = Files.createDirectory(
                folder.resolve("elsewhere"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(folder.resolve("run/jmlmmj-" + user()), elsewhere);

        try (Closeable place = placesOf(places("1")).take().orElseThrow()) {
            assertThat(place).isNotNull();
        }

        assertThat(elsewhere).isEmptyDirectory();
    }
}
