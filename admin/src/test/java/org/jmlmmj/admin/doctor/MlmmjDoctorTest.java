package org.jmlmmj.admin.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlmmjDoctorTest {
    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start().announce("PIPELINING");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder = Path.of("");

    private ListFixture list;

    @BeforeEach
    void makeList() throws Exception {
        folder = folder.toRealPath();
        Files.createDirectory(folder.resolve("spool"));
        list = ListFixture.in(folder.resolve("spool"))
                .control("smtpport", relay.port() + "\n")
                .file("text/confirm", "x")
                .file("mlmmj-maintd.lastrun.log", "Starting\n");
        Files.setLastModifiedTime(
                list.path("mlmmj-maintd.lastrun.log"), java.nio.file.attribute.FileTime.from(ListFixture.NOON));
    }

    @AfterEach
    void endOfRelay() {
        relay.close();
    }

    private ExitStatus run(String... arguments) {
        out.reset();
        err.reset();
        Surroundings surroundings = new Surroundings(
                command -> Optional.empty(),
                new JavaCheck(Runtime.version(), "/java", List.of("-XX:AOTCache=/x.aot")),
                new TextLibrary(folder.resolve("texts")),
                List.of(folder.resolve("spool"), folder.resolve("none")),
                folder.resolve("mlmmjadmin.yaml"),
                Duration.ofSeconds(20));
        return new MlmmjDoctor(surroundings)
                .run(new Invocation(
                        "mlmmj-doctor",
                        LongOptions.toLetters(List.of(arguments)),
                        Map.of(),
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        list.clock(),
                        list.names(),
                        Syslog.none()));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    @Test
    void sound_list_ends_with_success() {
        assertThat(run("-L", list.folder().toString())).as(out()).isEqualTo(ExitStatus.OK);

        assertThat(out().lines().toList()).allMatch(line -> line.matches("(ok|warn) .*|[0-9]+ ok, [01] warn, 0 FAIL"));
        assertThat(out()).contains("Java").contains("birds@example.org").contains("relay 127.0.0.1");
    }

    @Test
    void columns_are_aligned() {
        run("-L", list.folder().toString());

        assertThat(out().lines()
                        .filter(line -> line.contains(list.folder().toString()))
                        .map(line -> line.indexOf(list.folder().toString()))
                        .distinct())
                .containsExactly(6);
    }

    @Test
    void what_fails_ends_with_refusal_and_says_what_to_do() {
        list.control("moderated", "");

        assertThat(run("-d", folder.resolve("spool").toString())).isEqualTo(ExitStatus.REFUSED);
        assertThat(out()).containsPattern("(?m)^FAIL .*needs moderators.* -> write their addresses there");
        assertThat(out()).contains("1 lists in " + folder.resolve("spool")).endsWith(" 1 FAIL\n");
    }

    @Test
    void everything_is_looked_at_without_arguments() {
        assertThat(run()).isEqualTo(ExitStatus.OK);

        assertThat(out()).contains("1 lists in " + folder.resolve("spool")).contains("birds@example.org");
    }

    @Test
    void settings_of_the_api_are_read_and_name_another_folder() throws Exception {
        Path settings = folder.resolve("mlmmjadmin.yaml");
        Files.writeString(settings, "MLMMJ_SPOOL_DIR: " + folder.resolve("other") + "\n");
        RunningUser.chmod(settings, 0600);
        Files.createDirectory(folder.resolve("other"));
        assertThat(run()).isEqualTo(ExitStatus.OK);
        assertThat(out()).contains("0 lists in " + folder.resolve("other"));

        Files.writeString(settings, "no_such_setting: 1\n");
        assertThat(run()).isEqualTo(ExitStatus.REFUSED);
        assertThat(out()).containsPattern("(?m)^FAIL +installation +api .*no_such_setting");
    }

    @Test
    void json_is_the_same_for_programs() {
        list.control("moderated", "");

        assertThat(run("-L", list.folder().toString(), "--json")).isEqualTo(ExitStatus.REFUSED);

        JsonObject report = new JsonObject(out());
        assertThat(report.fieldNames()).containsExactly("ok", "warn", "fail", "findings");
        assertThat(report.getInteger("fail")).isEqualTo(1);
        assertThat(report.getJsonArray("findings").stream().map(JsonObject.class::cast))
                .allMatch(one ->
                        one.fieldNames().equals(java.util.Set.of("status", "list", "check", "message", "remedy")))
                .anyMatch(one -> "fail".equals(one.getString("status"))
                        && list.folder().toString().equals(one.getString("list"))
                        && "settings".equals(one.getString("check"))
                        && !one.getString("remedy").isEmpty())
                .anyMatch(one -> one.getValue("list") == null && "java".equals(one.getString("check")));
    }

    @Test
    void list_without_an_address_is_a_failure_and_no_more() throws Exception {
        Files.writeString(list.path("control/listaddress"), "\n");

        assertThat(run("-L", list.folder().toString())).isEqualTo(ExitStatus.REFUSED);
        assertThat(out()).containsPattern("(?m)^FAIL .* address .*listaddress is missing or empty");
    }

    @Test
    void what_is_no_list_is_a_failure() {
        assertThat(run("-L", folder.resolve("none").toString())).isEqualTo(ExitStatus.REFUSED);
        assertThat(out()).containsPattern("(?m)^FAIL .*none does not exist");
    }

    @Test
    void control_characters_in_names_do_not_reach_the_terminal() throws Exception {
        Files.writeString(list.path("control/prefi\u001b[2Jx\nFAIL"), "");
        Files.writeString(list.path("control/bouncelif"), "");

        run("-L", list.folder().toString());
        assertThat(out()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-L x -d y",
                "--test-post ann@example.net",
                "-L x --test-post nobody",
                "-L x --mailbox y",
                "--nonsense",
                "x"
            })
    void wrong_usage_is_refused(String arguments) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(ExitStatus.USAGE);
        assertThat(out()).isEmpty();
    }

    @Test
    void test_post_is_sent_only_when_asked_for() {
        run("-L", list.folder().toString());
        assertThat(relay.accepted()).isEmpty();

        run("-L", list.folder().toString(), "--test-post=ann@example.net");
        assertThat(relay.delivered()).containsExactly("ann@example.net");
        assertThat(out()).containsPattern("(?m)^warn .* test post ");
    }

    @Test
    void start_up_archive_is_missed() {
        JavaCheck check = new JavaCheck(Runtime.version(), "/java", List.of("-Xmx64m"));
        Report report = new Report();

        check.examine(new Notes(Optional.empty(), "java", report::add));

        assertThat(report.count(Status.WARN)).isEqualTo(1);
    }

    @Test
    void programs_that_do_not_end_are_given_up() {
        SystemCommands commands =
                new SystemCommands(List.of(Path.of("/bin"), Path.of("/usr/bin")), Duration.ofMillis(200));

        assertThat(commands.run(List.of("sleep", "60")).orElseThrow().status()).isEqualTo(124);
        assertThat(commands.run(List.of("echo", "a", "b"))).contains(new Commands.Ended(0, "a b\n"));
        assertThat(commands.run(List.of("no-such-program"))).isEmpty();
    }
}
