package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.dist.Launch.Finished;
import org.jmlmmj.dist.Launch.Started;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A post through the real programs, as a mail server sees it. */
class ReceiveIT {
    private static final Installation BUILT = Installation.built();
    private static final Path RECEIVE = BUILT.program("mlmmj-receive");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POST = """
            From: Ann <ann@example.net>
            To: birds@example.org
            Subject: First swallow
            Message-ID: <1@example.net>

            Over the pond.
            """;

    @TempDir
    private Path folder = Path.of("");

    private ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder)
                .control("relayhost", "127.0.0.1\n")
                .control("smtpport", relay.port() + "\n")
                .subscribers("ann@example.net", "bob@example.com", "eve@example.org");
    }

    @AfterEach
    void endOfRelay() {
        processesOfList().forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> processesOfList().isEmpty());
        relay.close();
    }

    /** The JVMs that work on the list; those that have handed off are nobody's children. */
    private List<ProcessHandle> processesOfList() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(list.folder().toString()))
                .toList();
    }

    private Launch receive(Object... arguments) {
        return Launch.of(RECEIVE, arguments).with("SENDER", "ann@example.net");
    }

    /** The mails in {@code incoming/}, without their envelopes. */
    private List<String> mails() {
        return list.names("incoming").stream().filter(RandomNames::isName).toList();
    }

    private void awaitDelivered() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(relay.delivered())
                        .containsExactlyInAnyOrder("ann@example.net", "bob@example.com", "eve@example.org"));
    }

    @Test
    void stores_every_octet_of_the_mail() throws Exception {
        byte[] mail = new byte[2_000_000];
        new Random(11).nextBytes(mail);

        Finished finished = receive("-P", "-L", list.folder()).stdin(mail).run();

        assertThat(finished).isEqualTo(new Finished(0, "", ""));
        assertThat(mails())
                .singleElement()
                .satisfies(name -> assertThat(list.path("incoming/" + name)).hasBinaryContent(mail));
    }

    @Test
    void finds_a_relative_list_directory_from_the_folder_it_is_called_in() throws Exception {
        for (String name : List.of("birds", "./birds/")) {
            assertThat(receive("-P", "-L", name).in(folder).stdin(POST).run()).isEqualTo(new Finished(0, "", ""));
        }

        assertThat(mails()).hasSize(2);
    }

    @Test
    void wrong_usage_is_64_with_one_line() throws Exception {
        for (Object[] arguments : new Object[][] {{}, {"-X"}, {"-L"}}) {
            Finished finished = receive(arguments).stdin(POST).run();

            assertThat(finished.status()).isEqualTo(64);
            assertThat(finished.out()).isEmpty();
            assertThat(finished.err()).startsWith("mlmmj-receive: ").hasLineCount(1);
        }
    }

    @Test
    void missing_list_is_temporary_with_one_line() throws Exception {
        Finished finished = receive("-L", folder.resolve("gone")).stdin(POST).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains(folder.resolve("gone").toString()).hasLineCount(1);
    }

    @Test
    void help_and_version_are_on_standard_output() throws Exception {
        Finished version = Launch.of(BUILT.program("mlmmj-recieve"), "-V").run();
        Finished help = receive("-h").run();

        assertThat(version.status()).isZero();
        assertThat(version.out()).startsWith("mlmmj-recieve version ").hasLineCount(1);
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("-L");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void returns_to_the_mail_server_before_the_delivery_has_ended(Jdk jdk) throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        relay.when(". ", PeerAnswer.after(returned, PeerAnswer.reply("250 taken")));

        Finished finished = receive("-L", list.folder())
                .with("JMLMMJ_JAVA", jdk.home())
                .stdin(POST)
                .run();

        assertThat(finished).isEqualTo(new Finished(0, "", ""));
        assertThat(relay.accepted()).isEmpty();
        returned.countDown();
        awaitDelivered();
    }

    @Test
    void in_the_foreground_returns_when_all_is_sent() throws Exception {
        Finished finished = receive("-F", "-L", list.folder()).stdin(POST).run();

        assertThat(finished).isEqualTo(new Finished(0, "", ""));
        assertThat(relay.delivered())
                .containsExactlyInAnyOrder("ann@example.net", "bob@example.com", "eve@example.org");
        assertThat(list.names("archive")).containsExactly("1");
    }

    @Test
    void relay_that_is_down_is_no_failure_and_the_mail_is_kept() throws Exception {
        relay.refuseConnections();

        Finished finished = receive("-F", "-L", list.folder()).stdin(POST).run();

        assertThat(finished.status()).isZero();
        assertThat(list.content("requeue/1/subscribers").lines())
                .containsExactlyInAnyOrder("ann@example.net", "bob@example.com", "eve@example.org");
        assertThat(list.content("archive/1")).contains("Over the pond.");
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void killed_before_the_mail_is_stored_is_temporary_and_leaves_no_mail() throws Exception {
        Launch launch = receive("-L", list.folder()).stdin(POST).leaveInputOpen();

        try (Started started = launch.start()) {
            await().atMost(PATIENCE).until(() -> !javas().isEmpty());
            javas().forEach(ProcessHandle::destroyForcibly);
            Finished finished = started.await();

            assertThat(finished.status()).isEqualTo(75);
            assertThat(finished.err()).contains("mlmmj-receive: Java ended before it had stored the mail");
        }
        assertThat(list.names("incoming")).noneMatch(RandomNames::isName);
        assertThat(relay.connections()).isZero();
    }

    private List<ProcessHandle> javas() {
        return processesOfList().stream()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    @Test
    void killed_after_hand_off_loses_nothing() throws Exception {
        try (StandStill still = StandStill.at(list)) {
            assertThat(receive("-L", list.folder()).stdin(POST).run()).isEqualTo(new Finished(0, "", ""));
            still.await(PATIENCE);
            assertThat(javas()).hasSize(1);
            javas().forEach(ProcessHandle::destroyForcibly);
            await().atMost(PATIENCE).until(() -> javas().isEmpty());
        }

        assertThat(mails()).hasSize(1);
        Path stored = list.path("incoming/" + mails().get(0));
        assertThat(stored).hasBinaryContent(POST.getBytes(StandardCharsets.ISO_8859_1));
        // Nobody says again who sent it; without a sender it would count as a bounce and be put aside.
        Finished processed = Launch.of(BUILT.program("mlmmj-process"), "-L", list.folder(), "-m", stored)
                .run();

        assertThat(processed).isEqualTo(new Finished(0, "", ""));
        assertThat(relay.delivered())
                .containsExactlyInAnyOrder("ann@example.net", "bob@example.com", "eve@example.org");
        assertThat(stored).doesNotExist();
    }
}
