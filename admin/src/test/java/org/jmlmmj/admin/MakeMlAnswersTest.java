package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.ExitStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where answers come from: options, a file, the environment, defaults (spec 07 §8.1, §8.2). */
class MakeMlAnswersTest {
    @TempDir
    private Path home;

    private MakeMlFixture fixture;
    private Path answers;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new MakeMlFixture(home);
        answers = home.resolve("answers");
    }

    private Run run(Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-y"));
        all.addAll(List.of(arguments));
        return Run.of(fixture.program(), Run.Surroundings.plain().with(environment), all.toArray(String[]::new));
    }

    private void answer(String text) throws IOException {
        Files.writeString(answers, text);
    }

    @Test
    void environment_answers_everything() {
        Map<String, String> environment = Map.of(
                "LISTNAME", "birds",
                "FQDN", "example.org",
                "SPOOLDIR", fixture.spool().toString(),
                "OWNER", "ann",
                "TEXTLANG", "de",
                "ADDALIAS", "y",
                "ADDCRON", "Y");
        assertThat(run(environment).status()).isEqualTo(ExitStatus.OK);
        Path birds = fixture.spool().resolve("birds");
        assertThat(birds.resolve("control/owner")).hasContent("ann@example.org\n");
        assertThat(birds.resolve("text/help")).hasContent("Hilfe!\n");
        assertThat(fixture.installation().aliases()).content().hasLineCount(1);
        assertThat(fixture.installation().crontab()).content().hasLineCount(1);
    }

    @Test
    void option_comes_before_file_before_environment() throws IOException {
        answer("LISTNAME='file'\nFQDN='file.example'\nOWNER=''\n");
        Map<String, String> environment = Map.of(
                "LISTNAME",
                "env",
                "FQDN",
                "env.example",
                "OWNER",
                "env",
                "SPOOLDIR",
                fixture.spool().toString());
        assertThat(run(environment, "-f", answers.toString(), "-L", "option").status())
                .isEqualTo(ExitStatus.OK);
        assertThat(fixture.names()).containsExactly("option");
        assertThat(fixture.spool().resolve("option/control/listaddress")).hasContent("option@file.example\n");
        assertThat(fixture.spool().resolve("option/control/owner")).hasContent("env@file.example\n");
    }

    @Test
    void empty_answers_are_none() {
        Run run = run(Map.of("LISTNAME", "", "FQDN", ""));
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("-L NAME");
    }

    @Test
    void spool_of_the_environment_that_is_no_folder_is_replaced_by_the_usual_one() throws IOException {
        Run run = run(
                Map.of("SPOOLDIR", home.resolve("none").toString()),
                "-L",
                "birds",
                "-d",
                "example.org",
                "-n",
                answers.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err())
                .contains("none is no folder; the list goes into /var/spool/mlmmj")
                .hasLineCount(1);
        assertThat(answers).content().contains("SPOOLDIR='/var/spool/mlmmj'\n");
        assertThat(home.resolve("none")).doesNotExist();
    }

    @Test
    void n_writes_all_answers_in_order_and_makes_nothing() throws IOException {
        Run run = fixture.run(
                "-L", "birds", "-d", "example.org", "-o", "o'hara", "-c", "root", "-a", "-n", answers.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err()).isEmpty();
        assertThat(answers)
                .hasContent("SPOOLDIR='" + fixture.spool() + "'\n"
                        + "LISTNAME='birds'\n"
                        + "FQDN='example.org'\n"
                        + "OWNER='o'\\''hara@example.org'\n"
                        + "TEXTLANG='en'\n"
                        + "ADDALIAS='y'\n"
                        + "DO_CHOWN='y'\n"
                        + "CHOWN='root'\n"
                        + "ADDCRON='n'\n");
        assertThat(fixture.names()).isEmpty();
        assertThat(fixture.installation().aliases()).doesNotExist();
    }

    @Test
    void answers_that_were_written_make_the_list() {
        fixture.run("-L", "birds", "-d", "example.org", "-o", "o'hara", "-t", "de", "-n", answers.toString());
        assertThat(run(Map.of(), "-f", answers.toString()).status()).isEqualTo(ExitStatus.OK);
        Path birds = fixture.spool().resolve("birds");
        assertThat(birds.resolve("control/owner")).hasContent("o'hara@example.org\n");
        assertThat(birds.resolve("control/listaddress")).hasContent("birds@example.org\n");
        assertThat(birds.resolve("text/help")).hasContent("Hilfe!\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LISTNAME='birds'; touch x",
                "LISTNAME=$(touch x)",
                "LISTNAME=`touch x`",
                "LISTNAME=\"birds\"",
                "LISTNAME='birds",
                "LISTNAME = 'birds'",
                "export LISTNAME='birds'",
                "touch x",
                "=x",
                "PATH='/x'",
                "listname='birds'",
                "LISTNAME=a b",
                "LISTNAME='a'\\n'b'"
            })
    void refuses_everything_in_a_file_but_answers_and_names_the_line(String line) throws IOException {
        answer("# my answers\n\nFQDN='example.org'\n" + line + "\n");
        Run run = fixture.run("-f", answers.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains(answers + ", line 4").hasLineCount(1);
        assertThat(fixture.names()).isEmpty();
    }

    @Test
    void reads_quotes_as_a_shell_does() throws IOException {
        answer("  LISTNAME=bi'r'ds \r\nFQDN=''example.org\nOWNER='o'\\''hara'");
        assertThat(fixture.run("-f", answers.toString()).status()).isEqualTo(ExitStatus.OK);
        assertThat(fixture.spool().resolve("birds/control/owner")).hasContent("o'hara@example.org\n");
    }

    @Test
    void later_line_of_a_file_wins() throws IOException {
        answer("LISTNAME='bees'\nLISTNAME='birds'\nFQDN='example.org'\n");
        assertThat(fixture.run("-f", answers.toString()).status()).isEqualTo(ExitStatus.OK);
        assertThat(fixture.names()).containsExactly("birds");
    }

    @Test
    void quotes_protect_shell_syntax_but_not_from_the_checks_of_the_answer() throws IOException {
        answer("LISTNAME='$(touch x)'\nFQDN='example.org'\n");
        Run run = fixture.run("-f", answers.toString());
        assertThat(run.err()).contains("\"$(touch x)\" is no list name");
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void refuses_files_that_cannot_be_answers() throws IOException {
        assertRefused(fixture.run("-f", home.resolve("none").toString()), "does not exist");
        assertRefused(fixture.run("-f", home.toString()), "");
        assertRefused(fixture.run("-f", "/dev/zero"), "too large");
        Files.write(answers, new byte[] {'#', (byte) 0xff, '\n'});
        assertRefused(fixture.run("-f", answers.toString()), "is not UTF-8");
        assertRefused(
                fixture.run(
                        "-L", "a", "-d", "b", "-n", home.resolve("no/folder").toString()),
                "does not exist");
        assertRefused(fixture.run("-f", "a\u0000b"), "is no usable path");
    }

    private static void assertRefused(Run run, String reason) {
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains(reason).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SPOOLDIR", "LISTNAME", "FQDN", "OWNER", "TEXTLANG", "ADDALIAS", "DO_CHOWN", "CHOWN", "ADDCRON"})
    void line_end_in_an_answer_cannot_add_lines_to_system_files(String name) throws IOException {
        Run run = Run.of(
                fixture.program(),
                Run.Surroundings.plain().with(Map.of(name, "x\nroot: |/bin/evil")),
                "-n",
                answers.toString());
        assertRefused(run, name + " holds a control character");
        assertThat(answers).doesNotExist();
    }

    @Test
    void answers_that_are_neither_yes_nor_no_are_refused() {
        assertRefused(
                run(
                        Map.of("ADDALIAS", "perhaps"),
                        "-L",
                        "birds",
                        "-d",
                        "example.org",
                        "-s",
                        fixture.spool().toString()),
                "ADDALIAS is \"perhaps\"");
    }

    @Test
    void directory_is_given_away_only_if_both_answers_say_so() {
        String spool = fixture.spool().toString();
        assertRefused(
                run(Map.of("DO_CHOWN", "y"), "-L", "birds", "-d", "example.org", "-s", spool), "CHOWN names no user");
        assertThat(run(Map.of("CHOWN", "no-such-user"), "-L", "birds", "-d", "example.org", "-s", spool)
                        .status())
                .isEqualTo(ExitStatus.OK);
    }
}
