package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maintenance with the real programs, as cron, a service manager or a person starts it. */
class MaintdIT {
    private static final Installation BUILT = Installation.built();
    private static final Path MAINTD = BUILT.program("mlmmj-maintd");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POST =
            "From: Ann <ann@example.net>\nTo: birds@example.org\nSubject: First swallow\n\nOver the pond.\n";

    @TempDir
    private Path folder = Path.of("");

    private ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder.resolve("example.org"))
                .control("relayhost", "127.0.0.1\n")
                .control("smtpport", relay.port() + "\n")
                .subscribers("bob@example.com");
    }

    @AfterEach
    void end() {
        javas().forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> javas().isEmpty());
        relay.close();
    }

    private List<ProcessHandle> javas() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    private void old(String name, String content, Duration age) throws IOException {
        list.file(name, content);
        Files.setLastModifiedTime(list.path(name), FileTime.from(Instant.now().minus(age)));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void one_run_serves_everything_that_waits(Jdk jdk) throws Exception {
        old("queue/00000000000000aa", POST, Duration.ofHours(1));
        list.file("queue/00000000000000aa.reciptto", "carl@example.com").file("queue/00000000000000aa.mailfrom", "");
        list.file("archive/1", POST).file("index", "1").lines("digesters.d", "dora@example.com");
        old("subconf/0123456789abcdef", "eve@example.com", Duration.ofDays(8));

        Finished finished = Launch.of(MAINTD, "-F", "-d", folder)
                .with("JMLMMJ_JAVA", jdk.home())
                .run();

        assertThat(finished).isEqualTo(new Finished(0, "", ""));
        assertThat(relay.delivered()).containsExactlyInAnyOrder("carl@example.com", "dora@example.com");
        assertThat(list.names("subconf")).isEmpty();
        assertThat(list.content("mlmmj-maintd.lastrun.log")).contains("\nrun_digests\n");
    }

    @Test
    void mail_that_was_left_behind_is_processed_by_the_installed_program() throws Exception {
        old("incoming/0123456789abcdef", POST, Duration.ofHours(2));

        assertThat(Launch.of(MAINTD, "-F", "-L", list.folder()).run().status()).isZero();

        assertThat(relay.delivered()).containsExactly("bob@example.com");
        assertThat(list.names("incoming")).isEmpty();
        assertThat(list.content("archive/1")).contains("Over the pond.");
    }

    @Test
    void without_f_it_goes_on_in_the_background_until_it_gets_a_signal() throws Exception {
        old("subconf/0123456789abcdef", "eve@example.com", Duration.ofDays(8));

        assertThat(Launch.of(MAINTD, "-L", list.folder()).run()).isEqualTo(new Finished(0, "", ""));

        await().atMost(PATIENCE).until(() -> list.has("mlmmj-maintd.lastrun.log"));
        assertThat(list.names("subconf")).isEmpty();
        assertThat(javas()).hasSize(1);
        javas().forEach(ProcessHandle::destroy);
        await().atMost(PATIENCE).until(() -> javas().isEmpty());
    }

    @Test
    void background_that_cannot_start_is_an_error_at_once() throws Exception {
        Finished finished = Launch.of(MAINTD, "-L", folder.resolve("missing")).run();

        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.err()).contains("missing does not exist").hasLineCount(1);
        // It has answered, and is about to end.
        await().atMost(PATIENCE).until(() -> javas().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-F", "-x", "-L a -d b", "-L"})
    void wrong_usage_is_64(String arguments) throws Exception {
        Object[] split = arguments.isEmpty() ? new Object[0] : arguments.split(" ", -1);
        Finished finished = Launch.of(MAINTD, split).run();

        assertThat(finished.status()).isEqualTo(64);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err()).startsWith("mlmmj-maintd: ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"-F, 0, 0", "-FL, 64, 64", "-h, 0, 0", "-F, 75, 75", "-F, 10, 75", "-F, 1, 75", "-F, 3, 75"})
    void status_of_java_is_passed_on_in_the_foreground(String option, int java, int expected) throws Exception {
        Finished finished = Launch.of(MAINTD, option, "list")
                .with("JMLMMJ_JAVA", FakeJava.in(folder, "99", "exit " + java))
                .run();

        assertThat(finished.status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"echo 0, 0", "echo 64, 64", "exit 0, 75", "kill -9 $$, 75"})
    void status_that_java_announces_counts_in_the_background(String script, int expected) throws Exception {
        Finished finished = Launch.of(MAINTD, "-L", "list")
                .with("JMLMMJ_JAVA", FakeJava.in(folder, "99", script))
                .run();

        assertThat(finished.status()).isEqualTo(expected);
    }
}
