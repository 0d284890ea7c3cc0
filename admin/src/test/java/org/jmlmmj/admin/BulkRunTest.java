package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** mlmmj-sub and mlmmj-unsub with many addresses. */
class BulkRunTest {
    @TempDir
    private Path spool;

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;
    private Path file;

    @BeforeEach
    void makeList() {
        list = Programs.listBefore(relay, spool);
        file = spool.resolve("addresses");
    }

    @AfterEach
    void endRelay() {
        relay.close();
    }

    private Run run(Program program, String input, String options) {
        List<String> all = new ArrayList<>(List.of("-L", list.folder().toString()));
        all.addAll(List.of(options.split(" ")));
        return Run.of(program, Run.Surroundings.plain().withInput(input), all.toArray(String[]::new));
    }

    private Run load(String content, String options) throws IOException {
        Files.writeString(file, content);
        return run(Programs.sub(), "", "-i " + file + " " + options);
    }

    /** The summary without its layout. */
    private static List<String> summary(Run run) {
        return run.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    private String everybody() {
        return list.names("subscribers.d").stream()
                .map(name -> list.content("subscribers.d/" + name))
                .reduce("", String::concat)
                .replace('\n', ' ')
                .strip();
    }

    @Test
    void subscribes_everybody_on_standard_input() {
        list.subscribers("jane@example.net");
        Run run = run(
                Programs.sub(),
                "# my friends\n\nJoe@Example.net\r\n  jim@example.net \njane@example.net\n\nann@example.net",
                "-a - -fqs");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                        added                            3
                        already there                    1
                        refused                          0
                        """);
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\njoe@example.net\njim@example.net\n");
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");
    }

    @Test
    void names_line_and_reason_of_what_it_leaves_out_and_takes_the_rest() {
        Run run = run(
                Programs.sub(),
                "joe@example.net\n\nnobody\nBIRDS+x@example.org\n/x@y\nJo <jo@example.net>\n\u00ff@x\nJOE@example.net\n",
                "-a - -fqs");
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err().lines())
                .containsExactly(
                        "prog: line 3: \"nobody\" is no address: it has no @",
                        "prog: line 4: BIRDS+x@example.org is an address of the list itself",
                        "prog: line 5: /x@y cannot be stored: it begins with /",
                        "prog: line 6: \"Jo <jo@example.net>\" is no address: it holds a blank",
                        "prog: line 7: \"\ufffd@x\" is no address: it is not valid UTF-8");
        assertThat(summary(run)).containsExactly("added 1", "already there 0", "given twice 1", "refused 5");
        assertThat(everybody()).isEqualTo("joe@example.net");
    }

    @Test
    void nobody_is_nothing_to_do() {
        Run run = run(Programs.sub(), "# nobody\n", "-a - -fqs");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(summary(run)).containsExactly("added 0", "already there 0", "refused 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "joe@example.net\nann@example.net\n",
                "\ufeffjoe@example.net\nann@example.net",
                "# header\njoe@example.net\n\n# more\nann@example.net",
                "email\njoe@example.net\nann@example.net\n",
                "\ufeffE-Mail\r\njoe@example.net\r\nann@example.net\r\n",
                "Name,E-Mail Address,Since\nJoe,joe@example.net,2020\nAnn,ann@example.net,2021\n",
                "name;address\nJoe;joe@example.net\n;;\nAnn;ann@example.net",
                "mail\tname\njoe@example.net\tJoe\n\nann@example.net\tAnn\n",
                "Address,Email\n\"5, Main Street\nBirdtown\",joe@example.net\n\"a \"\"b\"\"\",\"ann@example.net\"\n"
            })
    void reads_lists_and_tables(String content) throws IOException {
        Run run = load(content, "-fqs");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(everybody()).isEqualTo("ann@example.net joe@example.net");
    }

    @Test
    void counts_lines_of_tables_as_a_text_editor_does() throws IOException {
        Run run = load("name,email\n\"two\nlines\",joe@example.net\nAnn,nobody\nBob\n", "-fqs");
        assertThat(run.err().lines())
                .containsExactly(
                        "prog: line 4: \"nobody\" is no address: it has no @",
                        "prog: line 5: \"\" is no address: it has no @");
        assertThat(everybody()).isEqualTo("joe@example.net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,phone\nJoe,joe@example.net\n", "x;y"})
    void table_without_a_column_of_addresses_changes_nothing(String content) throws IOException {
        Run run = load(content, "-fqs");
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).startsWith("prog: ").hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(everybody()).isEmpty();
    }

    @Test
    void quote_that_is_never_closed_does_not_swallow_the_memory() throws IOException {
        Run run = load("name,email\nJoe,joe@example.net\n\"Ann," + "x\n".repeat(100_000), "-fqs");
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("line 3 begins a record of more than").hasLineCount(1);
        assertThat(everybody()).isEmpty();
    }

    @Test
    void file_that_cannot_be_read_is_a_refusal() {
        Run run = run(Programs.sub(), "", "-fqs -i " + spool.resolve("none"));
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("none: does not exist").hasLineCount(1);
        assertThat(run(Programs.sub(), "", "-i x -a y").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run(Programs.unsub(), "", "-i x -a y").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void moves_everybody_to_the_wanted_version() {
        list.subscribers("joe@example.net", "jim@example.net")
                .lines("digesters.d", "joe@example.net", "ann@example.net")
                .lines("nomailsubs.d", "zed@example.net");
        Run run = run(
                Programs.sub(), "joe@example.net\nann@example.net\nzed@example.net\nbob@example.net", "-a - -d -fqs");
        assertThat(summary(run))
                .containsExactly("added 1", "changed to this version 2", "already there 1", "refused 0");
        assertThat(everybody()).isEqualTo("jim@example.net");
        assertThat(list.names("digesters.d")).containsExactly("a", "b", "j", "z");
        assertThat(list.names("nomailsubs.d")).isEmpty();
    }

    @Test
    void mails_go_out_as_the_flags_say() {
        list.control("notifysub", "").subscribers("joe@example.net");
        assertThat(run(Programs.sub(), "joe@example.net\nann@example.net\n", "-a - -c")
                        .status())
                .isEqualTo(ExitStatus.OK);
        assertThat(relay.delivered())
                .containsExactlyInAnyOrder("joe@example.net", "ann@example.net", "birds+owner@example.org");
        run(Programs.sub(), "bob@example.net\nann@example.net\n", "-a - -qs");
        assertThat(relay.delivered()).hasSize(3);
        run(Programs.unsub(), "bob@example.net\nzed@example.net\n", "-a - -cq");
        assertThat(relay.delivered().subList(3, 5)).containsExactlyInAnyOrder("bob@example.net", "zed@example.net");
    }

    @Test
    void asks_everybody_who_is_new_to_confirm() {
        list.subscribers("joe@example.net");
        Run run = run(Programs.sub(), "joe@example.net\nann@example.net\nbob@example.net\n", "-a - -Cs");
        assertThat(summary(run)).containsExactly("added 0", "already there 1", "asked to confirm 2", "refused 0");
        assertThat(list.names("subconf")).hasSize(2);
        assertThat(relay.delivered()).containsExactlyInAnyOrder("ann@example.net", "bob@example.net");
        assertThat(everybody()).isEqualTo("joe@example.net");

        Run leaving = run(Programs.unsub(), "joe@example.net\nann@example.net\n", "-a - -Cs");
        assertThat(summary(leaving)).containsExactly("asked to confirm 1", "removed 0", "not there 1", "refused 0");
        assertThat(list.names("unsubconf")).hasSize(1);
        assertThat(everybody()).isEqualTo("joe@example.net");
    }

    @Test
    void gatekeepers_decide_about_everybody_who_is_new_unless_forced() {
        list.control("submod", "").subscribers("joe@example.net");
        Run run = run(Programs.sub(), "joe@example.net\nann@example.net\n", "-a - -ds");
        assertThat(summary(run))
                .containsExactly(
                        "added 0", "changed to this version 1", "already there 0", "gatekeepers asked 1", "refused 0");
        assertThat(list.names("moderation")).hasSize(1);
        assertThat(list.names("digesters.d")).containsExactly("j");
    }

    @Test
    void mails_stay_in_the_queue_when_the_relay_is_down_and_nobody_waits_for_it() {
        relay.refuseConnections();
        String input = IntStream.range(0, 450)
                .mapToObj(i -> "u" + i + "@example.net\n")
                .reduce("", String::concat);
        Run run = run(Programs.sub(), input, "-a - -c");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(summary(run)).contains("added 450");
        assertThat(list.names("queue").stream().filter(name -> name.endsWith(".reciptto")))
                .hasSize(450);
        assertThat(run.err().lines().filter(line -> line.contains("Connection refused")))
                .hasSize(1);
    }

    @Test
    void unsubscribes_everybody_in_a_file_from_all_or_one_version() throws IOException {
        list.subscribers("joe@example.net", "jim@example.net", "ann@example.net")
                .lines("digesters.d", "joe@example.net");
        Files.writeString(file, "email,name\nJOE@example.net,Joe\nann@example.net,Ann\nzed@example.net,Zed\nx,X\n");
        Run one = run(Programs.unsub(), "", "-d -qs -i " + file);
        assertThat(one.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(one.err()).isEqualTo("prog: line 5: \"x\" is no address: it has no @\n");
        assertThat(summary(one)).containsExactly("removed 1", "not there 2", "refused 1");
        assertThat(list.names("digesters.d")).isEmpty();
        Run all = run(Programs.unsub(), "", "-qs -i " + file);
        assertThat(summary(all)).containsExactly("removed 2", "not there 1", "refused 1");
        assertThat(everybody()).isEqualTo("jim@example.net");
    }

    @Test
    void progress_is_shown_at_a_terminal_only() {
        MlmmjSub watched = new MlmmjSub(Path.of("/nonexistent"), StopSignal::new, new Terminal(false, false, true));
        String input = Stream.of("a", "b", "c", "d")
                .map(name -> name + "@example.net\n")
                .reduce("", String::concat);
        Run run = run(watched, input, "-a - -fqs");
        assertThat(run.err())
                .startsWith("\rfiles          [##########..............................]  25 %")
                .endsWith(" \r")
                .doesNotContain("\n");
        assertThat(run(Programs.unsub(), input, "-a - -qs").err()).isEmpty();
    }

    @Test
    void files_keep_their_old_content_when_one_cannot_be_written() throws IOException {
        list.subscribers("ann@example.net");
        Files.createDirectory(list.path("subscribers.d/b"));
        Run run = run(Programs.sub(), "abe@example.net\nbob@example.net\nzed@example.net\n", "-a - -fqs");
        assertThat(run.status()).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\nabe@example.net\n");
        assertThat(list.names("subscribers.d")).contains("a").doesNotContain("z");
        Files.delete(list.path("subscribers.d/b"));
        assertThat(summary(run(Programs.sub(), "abe@example.net\nbob@example.net\nzed@example.net\n", "-a - -fqs")))
                .containsExactly("added 2", "already there 1", "refused 0");
    }
}
