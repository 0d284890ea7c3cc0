package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.RecordingSyslog;
import org.jmlmmj.core.test.RunningUser;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlmmjMaintdTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final RecordingSyslog syslog = new RecordingSyslog();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal();
    private final AtomicInteger starts = new AtomicInteger();
    private Reprocessor reprocessor = (list, mail) -> Files.delete(mail);
    private Optional<Path> setpriv = Optional.empty();
    private boolean watched;

    private ExitStatus run(String... arguments) {
        MaintenanceSetup setup = new MaintenanceSetup(
                folder.resolve("none"), reprocessor, setpriv, Duration.ofMillis(10), watched, starts::incrementAndGet);
        return new MlmmjMaintd(setup, stop)
                .run(new Invocation(
                        "mlmmj-maintd",
                        List.of(arguments),
                        Map.of(),
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        ListFixture.in(folder.resolve("clock")).clock(),
                        ListFixture.in(folder.resolve("names")).names(),
                        syslog));
    }

    private static void touch(Path file, Duration age) {
        try {
            Files.writeString(file, "old");
            Files.setLastModifiedTime(file, FileTime.from(ListFixture.NOON.minus(age)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ListFixture list(String place) {
        ListFixture list = ListFixture.in(folder.resolve("spool/" + place));
        touch(list.path("subconf/0123456789abcdef"), Duration.ofDays(8));
        return list;
    }

    @Test
    void maintains_one_list() {
        ListFixture list = list("example.org");
        assertThat(run("-F", "-L", list.folder().toString())).isEqualTo(ExitStatus.OK);
        assertThat(list.names("subconf")).isEmpty();
        assertThat(list.has(RunLog.NAME)).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(starts).hasValue(0);
    }

    @Test
    void maintains_every_list_below_a_folder_although_one_is_broken() throws IOException {
        ListFixture one = list("a");
        ListFixture broken = list("b/deeper");
        ListFixture three = list("c");
        broken.control("listaddress", "no address\n");
        assertThat(run("-Fd", folder.resolve("spool").toString())).isEqualTo(ExitStatus.OK);
        assertThat(one.names("subconf")).isEmpty();
        assertThat(three.names("subconf")).isEmpty();
        assertThat(broken.names("subconf")).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("mlmmj-maintd: ")
                .contains("b/deeper/birds: not maintained")
                .hasLineCount(1);
    }

    @Test
    void relay_that_takes_no_mail_is_asked_once_for_all_lists() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            peer.when("CONNECT", PeerAnswer.reply("421 4.3.2 closing"));
            List<ListFixture> lists = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                ListFixture list =
                        list("list" + i).control("relayhost", "127.0.0.1\n").control("smtpport", peer.port() + "\n");
                touch(list.path("queue/00000000000000aa"), Duration.ofHours(1));
                list.file("queue/00000000000000aa.mailfrom", "")
                        .file("queue/00000000000000aa.reciptto", "joe@x.example");
                lists.add(list);
            }
            assertThat(run("-F", "-d", folder.resolve("spool").toString())).isEqualTo(ExitStatus.OK);
            assertThat(peer.connections()).isEqualTo(1);
            assertThat(lists).allMatch(list -> list.has("queue/00000000000000aa.mailfrom"));
        }
    }

    @Test
    void person_at_a_terminal_sees_what_was_done() {
        watched = true;
        list("a");
        list("b");
        run("-F", "-d", folder.resolve("spool").toString());
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                lists                           2
                files expired                   2
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-F", "-F -L x -d y", "-F -L", "-x", "-F -d .  more"})
    void wrong_usage_is_64(String arguments) {
        assertThat(run(arguments.split(" +", -1))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("mlmmj-maintd: ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-L", "-d"})
    void missing_folder_is_75(String option) {
        assertThat(run("-F", option, folder.resolve("missing").toString())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("missing").hasLineCount(1);
    }

    @Test
    void background_runs_again_and_again_until_it_is_asked_to_end() throws Exception {
        ListFixture list = list("a");
        CompletableFuture<ExitStatus> running = CompletableFuture.supplyAsync(
                () -> run("-d", folder.resolve("spool").toString()));
        await().atMost(PATIENCE).until(() -> list.names("subconf").isEmpty());
        touch(list.path("unsubconf/0123456789abcdef"), Duration.ofDays(8));
        await().atMost(PATIENCE).until(() -> list.names("unsubconf").isEmpty());
        ListFixture later = list("later");
        await().atMost(PATIENCE).until(() -> later.names("subconf").isEmpty());
        stop.request();
        assertThat(running.get()).isEqualTo(ExitStatus.OK);
        assertThat(starts).hasValue(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void background_does_not_start_on_wrong_usage() {
        assertThat(run("-L", folder.resolve("missing").toString())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(starts).hasValue(0);
    }

    @Test
    void request_to_end_finishes_lists_in_hand_and_begins_no_other() {
        List<ListFixture> lists = new ArrayList<>();
        for (int i = 0; i < 3 * MaintenanceRun.PARALLEL; i++) {
            ListFixture list = list("list" + i);
            touch(list.path("incoming/0123456789abcdef"), Duration.ofHours(2));
            lists.add(list);
        }
        reprocessor = (list, mail) -> {
            Files.delete(mail);
            stop.request();
        };
        assertThat(run("-F", "-d", folder.resolve("spool").toString())).isEqualTo(ExitStatus.OK);
        long begun = lists.stream().filter(list -> list.has(RunLog.NAME)).count();
        assertThat(begun).isBetween(1L, (long) MaintenanceRun.PARALLEL);
        assertThat(lists)
                .allMatch(list -> list.has(RunLog.NAME) == list.names("subconf").isEmpty());
    }

    @Test
    void other_lists_need_not_wait_for_a_first_one_that_takes_long() {
        ListFixture first = list("a");
        ListFixture second = list("b");
        touch(first.path("incoming/0123456789abcdef"), Duration.ofHours(2));
        touch(second.path("incoming/0123456789abcdef"), Duration.ofHours(2));
        CountDownLatch reached = new CountDownLatch(1);
        reprocessor = (list, mail) -> {
            if (mail.startsWith(second.folder())) {
                reached.countDown();
            }
            try {
                assertThat(reached.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            Files.delete(mail);
        };
        assertThat(run("-F", "-d", folder.resolve("spool").toString())).isEqualTo(ExitStatus.OK);
        assertThat(first.names("incoming")).isEmpty();
    }

    @Test
    void everything_root_makes_belongs_to_the_owner_of_the_list() throws IOException {
        assumeThat(RunningUser.isRoot()).isTrue();
        ListFixture list = list("a");
        list.file("index", "1").file("archive/1", "Subject: x\n\n").lines("digesters.d", "dora@x.example");
        touch(list.path("queue/00000000000000aa"), Duration.ofHours(11));
        list.control("smtpport", "1\n");
        try (var paths = Files.walk(list.folder())) {
            paths.forEach(path -> RunningUser.chown(path, 12345, 12345));
        }
        assertThat(run("-F", "-L", list.folder().toString())).isEqualTo(ExitStatus.OK);
        assertThat(list.names(".")).contains("lastdigest", ListMaintenance.LOCK, RunLog.NAME, "mlmmj.operation.log");
        try (var paths = Files.walk(list.folder())) {
            assertThat(paths).allMatch(path -> RunningUser.owner(path).equals("12345:12345"));
        }
    }

    /** Not if it lies in a folder of root's that nobody else may enter. */
    private boolean othersCanRunThisBuild() throws Exception {
        if (!canReach(folder)) {
            return false;
        }
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            // The libraries of others are not needed to delete a file.
            boolean isOurs = Files.isDirectory(Path.of(entry)) || entry.contains("jmlmmj-");
            if (isOurs && !canReach(Path.of(entry))) {
                return false;
            }
        }
        return canReach(Path.of(System.getProperty("java.home"), "bin/java"));
    }

    private boolean canReach(Path file) throws Exception {
        return new ProcessBuilder(
                                setpriv.orElseThrow().toString(),
                                "--reuid=12345",
                                "--regid=12345",
                                "--clear-groups",
                                "test",
                                "-r",
                                file.toString())
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void lists_of_each_owner_are_maintained_by_a_process_of_that_owner() throws Exception {
        setpriv = OwnerProcess.findSetpriv();
        RunningUser.chmod(folder, 0755);
        assumeThat(RunningUser.isRoot() && setpriv.isPresent()).isTrue();
        assumeThat(othersCanRunThisBuild()).isTrue();
        watched = true;
        List<Integer> owners = List.of(12345, 54321, 0);
        for (int owner : owners) {
            ListFixture list = list("of" + owner);
            // Only the owner's own process follows a folder that was moved elsewhere.
            Path elsewhere = Files.createDirectories(folder.resolve("elsewhere" + owner));
            Files.move(list.path("unsubconf"), elsewhere.resolve("unsubconf"));
            Files.createSymbolicLink(list.path("unsubconf"), elsewhere.resolve("unsubconf"));
            touch(list.path("unsubconf/0123456789abcdef"), Duration.ofDays(4000));
            try (var paths = Files.walk(list.folder())) {
                paths.forEach(path -> RunningUser.chown(path, owner, owner));
            }
            RunningUser.chown(elsewhere.resolve("unsubconf"), owner, owner);
        }
        assertThat(run("-F", "-d", folder.resolve("spool").toString())).isEqualTo(ExitStatus.OK);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        for (int owner : owners) {
            ListFixture list = ListFixture.in(folder.resolve("spool/of" + owner));
            assertThat(list.names("unsubconf")).isEmpty();
            assertThat(RunningUser.owner(list.path(RunLog.NAME))).isEqualTo(owner + ":" + owner);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("lists                           3\n");
    }

    @Test
    void root_does_it_where_no_process_of_the_owner_can_be_started() throws IOException {
        assumeThat(RunningUser.isRoot()).isTrue();
        Path broken = Files.writeString(folder.resolve("setpriv"), "#!/bin/sh\necho not permitted\nexit 1\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
        setpriv = Optional.of(broken);
        ListFixture list = list("a");
        try (var paths = Files.walk(list.folder())) {
            paths.forEach(path -> RunningUser.chown(path, 12345, 12345));
        }
        assertThat(run("-F", "-L", list.folder().toString())).isEqualTo(ExitStatus.OK);
        assertThat(list.names("subconf")).isEmpty();
        assertThat(RunningUser.owner(list.path(RunLog.NAME))).isEqualTo("12345:12345");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be started as user 12345: not permitted");
    }

    @Test
    void left_mail_is_processed_by_a_program_and_stays_if_that_fails() throws IOException {
        ListFixture list = list("a");
        Path mail = list.path("incoming/0123456789abcdef");
        Path program = Files.writeString(
                folder.resolve("mlmmj-process"), "#!/bin/sh\n[ -z \"${SENDER+x}\" ] && echo no space && exit 75\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        reprocessor = new ProcessProgram(program);
        touch(mail, Duration.ofHours(1).plusSeconds(1));
        touch(list.path("incoming/00000000000000bb"), Duration.ofHours(1));
        run("-F", "-L", list.folder().toString());
        assertThat(mail).exists();
        assertThat(list.content(RunLog.NAME).lines())
                .containsSubsequence(
                        "process_incoming",
                        " - incoming/0123456789abcdef: mlmmj-process ended with 75: no space",
                        "clean_moderation");
        Files.writeString(program, "#!/bin/sh\n[ \"$1$3\" = -L-m ] && rm \"$4\"\n");
        run("-F", "-L", list.folder().toString());
        assertThat(list.names("incoming")).containsExactly("00000000000000bb");
        assertThat(list.content(RunLog.NAME)).contains("0123456789abcdef: was left behind in incoming, processed now");
    }

    @Test
    void mail_that_waits_for_any_process_is_taken_when_nobody_came_for_it() throws IOException {
        ListFixture list = list("a");
        touch(list.path("incoming/0123456789abcdef.waiting"), Duration.ofMinutes(61));
        touch(list.path("incoming/0123456789abcdef.envelope"), Duration.ofMinutes(61));
        touch(list.path("incoming/00000000000000bb.waiting"), Duration.ofMinutes(59));
        Path program = Files.writeString(
                folder.resolve("mlmmj-process"), "#!/bin/sh\ncase $4 in *f) rm \"$4\" \"$4.envelope\" ;; esac\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        reprocessor = new ProcessProgram(program);
        run("-F", "-L", list.folder().toString());
        assertThat(list.names("incoming")).containsExactly("00000000000000bb.waiting");
    }

    @ParameterizedTest
    @CsvSource({
        "'From: Ann <ann@x.example>', ann@x.example",
        "'Return-Path: <>\nFrom: ann@x.example', unset",
        "'Return-Path: <bob@x.example>\nFrom: ann@x.example', unset",
        "'Subject: nobody', unset"
    })
    void author_stands_for_an_envelope_sender_that_nobody_knows_any_more(String headers, String sender)
            throws IOException {
        ListFixture list = list("a");
        Path mail = list.path("incoming/0123456789abcdef");
        touch(mail, Duration.ZERO);
        Files.writeString(mail, headers + "\n\nbody\n");
        Files.setLastModifiedTime(mail, FileTime.from(ListFixture.NOON.minus(Duration.ofHours(2))));
        Path program = Files.writeString(
                folder.resolve("mlmmj-process"), "#!/bin/sh\necho ${SENDER-unset} >${0%/*}/sender; rm \"$4\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        reprocessor = new ProcessProgram(program);
        run("-F", "-L", list.folder().toString());
        assertThat(folder.resolve("sender")).hasContent(sender);
    }

    @Test
    void envelope_of_a_left_mail_is_left_to_the_program_and_one_without_mail_goes_after_an_hour() throws IOException {
        ListFixture list = list("a");
        Duration old = Duration.ofMinutes(61);
        list.file("incoming/0123456789abcdef", "From: ann@x.example\n\nbody\n");
        Files.setLastModifiedTime(list.path("incoming/0123456789abcdef"), FileTime.from(ListFixture.NOON.minus(old)));
        touch(list.path("incoming/0123456789abcdef.envelope"), old);
        touch(list.path("incoming/00000000000000aa.envelope"), old);
        touch(list.path("incoming/00000000000000bb.envelope"), Duration.ofMinutes(59));
        Path program = Files.writeString(
                folder.resolve("mlmmj-process"), "#!/bin/sh\necho $4 ${SENDER-unset} >>${0%/*}/calls; exit 75\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        reprocessor = new ProcessProgram(program);
        run("-F", "-L", list.folder().toString());
        assertThat(list.names("incoming"))
                .containsExactly("00000000000000bb.envelope", "0123456789abcdef", "0123456789abcdef.envelope");
        assertThat(folder.resolve("calls")).hasContent(list.path("incoming/0123456789abcdef") + " unset");
    }
}
