package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many posts at once, through the real programs (decision 0008): the launcher stores those that come while Java works. */
class BurstIT {
    private static final Path RECEIVE = Installation.built().program("mlmmj-receive");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list = ListFixture.of(folder);

    @BeforeEach
    void makeList() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        list = make("one");
    }

    private ListFixture make(String name) throws IOException {
        return ListFixture.in(Files.createDirectory(folder.resolve(name)))
                .control("relayhost", "127.0.0.1\n")
                .control("smtpport", relay.port() + "\n")
                .control("owner", "olga@example.net\n")
                .subscribers("bob@example.com");
    }

    @AfterEach
    void endOfRelay() {
        javas().forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> javas().isEmpty());
        relay.close();
    }

    /** The JVMs that work on a list of this test; those that have handed off are nobody's children. */
    private List<ProcessHandle> javas() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("java")
                        && process.info().commandLine().orElse("").contains("-L " + folder))
                .toList();
    }

    private static String post(int number) {
        return "From: ann@example.net\nTo: birds@example.org\nSubject: post " + number + "\nMessage-ID: <" + number
                + "@example.net>\n\nThey hoot.\n";
    }

    private Launch receive(ListFixture where) {
        return Launch.of(RECEIVE, "-L", where.folder())
                .with("SENDER", "ann@example.net")
                .with("JMLMMJ_RUN", folder.resolve("run"));
    }

    private Finished receive(int number) throws Exception {
        return receive(list).stdin(post(number)).run();
    }

    private List<String> subjects() {
        return relay.accepted().stream().map(BurstIT::subject).toList();
    }

    private static String subject(ReceivedMail mail) {
        return mail.text()
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse("");
    }

    private static List<String> posts(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "Subject: post " + number)
                .toList();
    }

    private List<String> waiting() {
        return list.names("incoming").stream()
                .filter(name -> name.endsWith(".waiting"))
                .toList();
    }

    private List<String> taken() {
        return list.names("incoming").stream().filter(RandomNames::isName).toList();
    }

    private StandStill stopAtFirst() throws Exception {
        StandStill still = StandStill.at(list);
        assertThat(receive(1)).isEqualTo(new Finished(0, "", ""));
        still.await(PATIENCE);
        return still;
    }

    private void awaitEnd() {
        await().atMost(PATIENCE).until(() -> javas().isEmpty());
        assertThat(list.names("incoming")).isEmpty();
        assertThat(list.names("requeue")).isEmpty();
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void every_one_of_many_posts_at_once_is_taken_and_delivered_once() throws Exception {
        int many = 60;
        ExecutorService mailServer = Executors.newFixedThreadPool(20);
        List<Future<Finished>> answers = new ArrayList<>();
        try {
            for (int i = 1; i <= many; i++) {
                int number = i;
                answers.add(mailServer.submit(() -> receive(number)));
            }
            for (Future<Finished> answer : answers) {
                assertThat(answer.get()).isEqualTo(new Finished(0, "", ""));
            }
        } finally {
            mailServer.shutdownNow();
        }

        await().atMost(PATIENCE).until(() -> relay.accepted().size() >= many);
        awaitEnd();
        assertThat(subjects()).containsExactlyInAnyOrderElementsOf(posts(1, many));
        assertThat(list.names("archive")).hasSize(many);
    }

    @Test
    void posts_leave_in_the_order_in_which_they_were_stored() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        relay.once(". ", PeerAnswer.after(released, PeerAnswer.reply("250 taken")));
        for (int i = 1; i <= 15; i++) {
            assertThat(receive(i)).isEqualTo(new Finished(0, "", ""));
        }
        released.countDown();

        await().atMost(PATIENCE).until(() -> relay.accepted().size() >= 15);
        awaitEnd();
        assertThat(subjects()).containsExactlyElementsOf(posts(1, 15));
        for (int i = 1; i <= 15; i++) {
            assertThat(list.content("archive/" + i)).contains("Subject: post " + i + "\n");
        }
    }

    @Test
    void launcher_stores_every_octet_and_the_envelope_while_java_works() throws Exception {
        StandStill still = stopAtFirst();
        byte[] mail = new byte[1_000_000];
        new Random(5).nextBytes(mail);

        Finished finished = receive(list)
                .with("SENDER", "zoe@example.net")
                .with("EXTENSION", "owner")
                .with("LOCAL_PART_SUFFIX", "+owner")
                .stdin(mail)
                .run();

        assertThat(finished).isEqualTo(new Finished(0, "", ""));
        assertThat(javas()).hasSize(1);
        Path stored = list.path("incoming/" + waiting().get(0));
        assertThat(stored).hasBinaryContent(mail);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored)))
                .isEqualTo("rw-------");
        Path envelope = list.path("incoming/" + waiting().get(0).replace(".waiting", ".envelope"));
        assertThat(Files.readString(envelope))
                .isEqualTo("SENDER=zoe@example.net\0EXTENSION=owner\0LOCAL_PART_SUFFIX=+owner\0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(envelope)))
                .isEqualTo("rw-------");
        still.letGo();
        // Such noise has no headers and is put aside.
        await().atMost(PATIENCE).until(() -> relay.delivered().contains("bob@example.com"));
        awaitEnd();
    }

    @Test
    void options_win_over_the_environment_when_the_launcher_stores() throws Exception {
        StandStill still = stopAtFirst();

        Finished finished = Launch.of(
                        RECEIVE, "-s", "kim@example.net", "-L" + list.folder().getFileName() + "/", "-e", "")
                .in(list.folder().resolveSibling("."))
                .with("SENDER", "zoe@example.net")
                .with("EXTENSION", "owner")
                .with("JMLMMJ_RUN", folder.resolve("run"))
                .stdin(post(2))
                .run();

        assertThat(finished).isEqualTo(new Finished(0, "", ""));
        assertThat(javas()).hasSize(1);
        assertThat(list.content("incoming/" + waiting().get(0).replace(".waiting", ".envelope")))
                .isEqualTo("SENDER=kim@example.net\0EXTENSION=\0");
        still.letGo();
        await().atMost(PATIENCE).until(() -> relay.accepted().size() >= 2);
        awaitEnd();
    }

    /** The one in work killed its process, perhaps by its own fault, so it is left to maintenance. */
    @Test
    void when_the_process_is_killed_the_next_post_brings_out_those_that_waited() throws Exception {
        StandStill still = stopAtFirst();
        assertThat(receive(2)).isEqualTo(new Finished(0, "", ""));
        assertThat(receive(3)).isEqualTo(new Finished(0, "", ""));
        assertThat(waiting()).hasSize(2);
        javas().forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> javas().isEmpty());
        still.letGo();

        assertThat(receive(4)).isEqualTo(new Finished(0, "", ""));

        await().atMost(PATIENCE).until(() -> relay.accepted().size() >= 3);
        await().atMost(PATIENCE).until(() -> javas().isEmpty());
        assertThat(subjects()).containsExactlyElementsOf(posts(2, 4));
        assertThat(taken()).hasSize(1);
        assertThat(list.content("incoming/" + taken().get(0))).isEqualTo(post(1));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void line_of_a_process_that_is_gone_fools_nobody() throws Exception {
        for (String line : List.of("1 1\n", "4194303 77\n", "x y\n", "1\n", "\n", "1 1 1\n", "../self 0\n")) {
            list.file(".worker.lock", line).file(".worker.start", line);
            int before = relay.accepted().size();

            assertThat(receive(1)).isEqualTo(new Finished(0, "", ""));

            await().atMost(PATIENCE).until(() -> relay.accepted().size() == before + 1);
            awaitEnd();
        }
    }

    /** A mail server that sends a mail slowly must not hold up others. */
    @Test
    void process_that_is_still_reading_its_mail_keeps_nobody_waiting() throws Exception {
        try (Launch.Started slow = receive(list).stdin(post(1)).leaveInputOpen().start()) {
            await().atMost(PATIENCE).until(() -> !javas().isEmpty());

            assertThat(receive(2)).isEqualTo(new Finished(0, "", ""));

            await().atMost(PATIENCE).until(() -> subjects().equals(posts(2, 2)));
            assertThat(slow.process().isAlive()).isTrue();
        }
    }

    @Test
    void mail_that_the_launcher_cannot_store_is_temporary_and_leaves_nothing() throws Exception {
        StandStill still = stopAtFirst();
        List<String> before = list.names("");
        Path limited =
                Files.writeString(folder.resolve("limited"), "#!/bin/sh\nulimit -f 8\nexec " + RECEIVE + " \"$@\"\n");
        Files.setPosixFilePermissions(limited, PosixFilePermissions.fromString("rwx------"));

        Finished finished =
                Launch.of(limited, "-L", list.folder()).stdin(new byte[60_000]).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains("mlmmj-receive: the mail cannot be stored in ");
        assertThat(waiting()).isEmpty();
        assertThat(list.names("")).isEqualTo(before);
        still.letGo();
        await().atMost(PATIENCE).until(() -> relay.accepted().size() == 1);
        awaitEnd();
    }

    @Test
    void launcher_takes_no_mail_when_too_little_is_free() throws Exception {
        StandStill still = stopAtFirst();
        List<String> before = list.names("");

        Finished finished =
                receive(list).with("JMLMMJ_MIN_FREE", 1 << 23).stdin(post(2)).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains(" MiB are free").hasLineCount(1);
        assertThat(waiting()).isEmpty();
        assertThat(list.names("")).isEqualTo(before);
        still.letGo();
        await().atMost(PATIENCE).until(() -> relay.accepted().size() == 1);
        awaitEnd();
    }

    @Test
    void what_the_launcher_cannot_do_java_does() throws Exception {
        StandStill still = stopAtFirst();
        Path incoming = list.path("incoming");
        Path aside = Files.move(incoming, list.path("aside"));

        assertThat(receive(2)).isEqualTo(new Finished(0, "", ""));

        assertThat(incoming).isNotEmptyDirectory();
        try (var mails = Files.list(aside)) {
            for (Path mail : mails.toList()) {
                Files.move(mail, incoming.resolve(Objects.requireNonNull(mail.getFileName())));
            }
        }
        Files.delete(aside);
        still.letGo();
        await().atMost(PATIENCE).until(() -> relay.accepted().size() == 2);
        awaitEnd();
        assertThat(subjects()).containsExactlyElementsOf(posts(1, 2));
    }

    @Test
    void few_processes_work_on_many_lists() throws Exception {
        List<ListFixture> lists = new ArrayList<>(List.of(list));
        for (String name : List.of("two", "three", "four", "five", "six")) {
            lists.add(make(name));
        }
        ExecutorService mailServer = Executors.newFixedThreadPool(lists.size());
        List<Future<Finished>> answers = new ArrayList<>();
        try {
            for (ListFixture each : lists) {
                answers.add(mailServer.submit(() -> receive(each)
                        .with("JMLMMJ_MAX_WORKERS", 1)
                        .stdin(post(1))
                        .run()));
            }
            for (Future<Finished> answer : answers) {
                assertThat(answer.get()).isEqualTo(new Finished(0, "", ""));
            }
        } finally {
            mailServer.shutdownNow();
        }

        await().atMost(PATIENCE).until(() -> relay.accepted().size() >= lists.size());
        awaitEnd();
        for (ListFixture each : lists) {
            assertThat(each.names("archive")).containsExactly("1");
            assertThat(each.names("incoming")).isEmpty();
        }
        try (var folders = Files.list(folder.resolve("run"));
                var places = Files.list(folders.findFirst().orElseThrow())) {
            assertThat(places.map(place -> String.valueOf(place.getFileName()))).containsExactly("place-1");
        }
    }

    @Test
    void charset_of_the_sender_is_kept_octet_by_octet() throws Exception {
        StandStill still = stopAtFirst();
        String sender = "j\u00f6rg@example.net";

        assertThat(receive(list).with("SENDER", sender).stdin(post(2)).run().status())
                .isZero();

        Path envelope = list.path("incoming/" + waiting().get(0).replace(".waiting", ".envelope"));
        assertThat(new String(Files.readAllBytes(envelope), StandardCharsets.UTF_8))
                .isEqualTo("SENDER=" + sender + "\0");
        still.letGo();
        await().atMost(PATIENCE).until(() -> relay.accepted().size() == 2);
        awaitEnd();
    }
}
