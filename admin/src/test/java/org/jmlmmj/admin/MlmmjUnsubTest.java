package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlmmjUnsubTest {
    private static final String JOE = "joe@example.net";

    @TempDir
    private Path spool;

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = Programs.listBefore(relay, spool);
    }

    @AfterEach
    void endRelay() {
        relay.close();
    }

    private Run unsub(Run.Surroundings surroundings, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-L", list.folder().toString()));
        all.addAll(List.of(arguments));
        return Run.of(Programs.unsub(), surroundings, all.toArray(String[]::new));
    }

    private Run unsub(String... arguments) {
        return unsub(Run.Surroundings.plain(), arguments);
    }

    private static void assertSilentSuccess(Run run) {
        assertThat(run).isEqualTo(new Run(ExitStatus.OK, "", ""));
    }

    @Test
    void removes_one_address_in_any_case_and_keeps_the_others() {
        list.subscribers("jane@example.net", JOE, "jim@example.net");
        assertSilentSuccess(unsub("-a", "JOE@example.net"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\njim@example.net\n");
    }

    @Test
    void removes_from_all_versions_unless_told_otherwise() {
        list.subscribers(JOE).lines("digesters.d", JOE, "jx@example.net").lines("nomailsubs.d", "jq@example.net", JOE);
        assertSilentSuccess(unsub("-a", JOE));
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.content("digesters.d/j")).isEqualTo("jx@example.net\n");
        assertThat(list.content("nomailsubs.d/j")).isEqualTo("jq@example.net\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"-N, digesters.d nomailsubs.d", "-d, nomailsubs.d subscribers.d", "-n, digesters.d subscribers.d"})
    void removes_only_from_the_version_named(String option, String left) {
        list.subscribers(JOE).lines("digesters.d", JOE).lines("nomailsubs.d", JOE);
        assertSilentSuccess(unsub("-a", JOE, option));
        List<String> folders = new ArrayList<>(List.of("digesters.d", "nomailsubs.d", "subscribers.d"));
        folders.removeIf(folder -> list.names(folder).isEmpty());
        assertThat(folders).containsExactly(left.split(" "));
    }

    @Test
    void says_so_when_address_is_not_subscribed() {
        list.subscribers("jane@example.net");
        assertThat(unsub("-a", JOE)).isEqualTo(new Run(ExitStatus.OK, "", "prog: joe@example.net is not subscribed\n"));
        assertSilentSuccess(unsub("-a", JOE, "-s"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\n");
    }

    @Test
    void normal_subscriber_is_not_subscribed_to_digests() {
        list.subscribers(JOE);
        assertThat(unsub("-a", JOE, "-d"))
                .isEqualTo(new Run(ExitStatus.OK, "", "prog: joe@example.net is not subscribed\n"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
    }

    @Test
    void takes_no_prefix_for_the_address_and_leaves_no_blank_line() {
        list.file("subscribers.d/j", "joe@example.ne\n\njoe@example.net.uk\n joe@example.net\r\njoe@example.net");
        assertSilentSuccess(unsub("-a", JOE));
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.ne\njoe@example.net.uk\n");
    }

    @Test
    void removes_every_line_from_every_file_whatever_its_name() {
        list.file("subscribers.d/j", "joe@example.net\nJoe@Example.Net\njane@example.net\n")
                .file("subscribers.d/import", "joe@example.net\nzed@example.net\n");
        assertSilentSuccess(unsub("-a", JOE));
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\n");
        assertThat(list.content("subscribers.d/import")).isEqualTo("zed@example.net\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x@example.net", ".x@example.net", "\u00e9t\u00e9@example.net"})
    void removes_addresses_that_would_not_be_added_any_more(String odd) {
        list.file("subscribers.d/_", odd + "\nzed@example.net\n");
        assertSilentSuccess(unsub("-a", odd));
        assertThat(list.content("subscribers.d/_")).isEqualTo("zed@example.net\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b\nc@d", "", "Jo <jo@example.net>"})
    void refuses_what_is_no_address(String text) {
        list.subscribers("a@b", "c@d");
        Run run = unsub("-a", text);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("is no address").hasLineCount(1);
        assertThat(list.names("subscribers.d")).containsExactly("a", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-qs", "-q", "-rqs", "-Rqs", "-bqs", "-eqs", "-Uqs"})
    void accepts_options_without_influence_on_files(String options) {
        list.control("notifysub", "").subscribers(JOE);
        assertSilentSuccess(unsub("-a", JOE, options));
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @Test
    void nobody_is_told_about_an_address_that_is_not_subscribed() {
        list.control("notifysub", "");
        assertSilentSuccess(unsub("-a", JOE, "-s"));
        assertThat(relay.offered()).isEmpty();
    }

    @Test
    void refuses_to_call_an_address_gone_that_came_back() throws Exception {
        list.subscribers(JOE);
        // Reading the last folder logs a line about its sub-folder; at that moment somebody adds the address again.
        Files.createDirectory(list.path("nomailsubs.d/folder"));
        Syslog adding = (level, message) -> add(list.path("subscribers.d/j"));
        Run run = unsub(Run.Surroundings.plain().with(adding), "-a", JOE);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("joe@example.net is still subscribed");
    }

    private static void add(Path file) {
        try {
            Files.writeString(file, "joe@example.net\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-a x@y",
                "-L .",
                "-L . -a x@y -d -n",
                "-L . -a x@y -Nd",
                "-L . -a x@y -C -c",
                "-L . -a x@y -C -R",
                "-L . -a x@y -C -b",
                "-L . -a x@y -m"
            })
    void wrong_usage_stops_with_one_line(String arguments) {
        Run run = Run.of(Programs.unsub(), arguments.split(" "));
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("prog: ").contains("prog -h for help").hasLineCount(1);
    }

    @Test
    void help_names_every_option() {
        Run run = Run.of(Programs.unsub(), "-h");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        for (char letter : "LadnNqsrRbUecChV".toCharArray()) {
            assertThat(run.out()).containsPattern("[ ,]-" + letter + "\\b");
        }
    }
}
