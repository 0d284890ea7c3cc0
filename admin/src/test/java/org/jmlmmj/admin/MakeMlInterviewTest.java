package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Questions and answers (spec 07 §8.2). */
class MakeMlInterviewTest {
    @TempDir
    private Path home;

    private MakeMlFixture fixture;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new MakeMlFixture(home);
    }

    private Path list(String name) {
        return fixture.spool().resolve(name);
    }

    /** Answers the questions one after the other. */
    private Run interview(Map<String, String> environment, List<String> answers, String... options) {
        return Run.of(
                fixture.program(),
                Run.Surroundings.plain().with(environment).withInput(String.join("\n", answers)),
                options);
    }

    private static List<String> questions(Run run) {
        return run.out()
                .lines()
                .filter(line -> line.matches(".*(\\]|@|domain|mlmmj-receive|mlmmj-test\\]): *"))
                .toList();
    }

    @Test
    void asks_everything_in_order_and_makes_the_list() throws IOException {
        Run run = interview(
                Map.of(),
                List.of(
                        fixture.spool().toString(),
                        "birds",
                        "lists.example.org",
                        "ann@example.net",
                        "de",
                        "y",
                        "n",
                        "y"));
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err()).isEmpty();
        assertThat(questions(run))
                .containsExactly(
                        "Folder in which the list is made [/var/spool/mlmmj]: ",
                        "Name of the list, the part of its address before the @ [mlmmj-test]: ",
                        "Domain of the list, the part of its address behind the @: ",
                        "Address of the owner; without an @ in the list's domain [postmaster]: ",
                        "Language of the list texts [en]: ",
                        "Add it? [n]: ",
                        "Give the list directory to another user? [n]: ",
                        "Add it? [n]: ");
        assertThat(run.out())
                .contains("Languages of the list texts: de en\n")
                .contains(fixture.installation().aliases() + " needs this line:\n  birds:  \"|")
                .contains(fixture.installation().crontab() + " needs this line:\n  0 */2 * * * ");
        assertThat(list("birds/control/listaddress")).hasContent("birds@lists.example.org\n");
        assertThat(list("birds/control/owner")).hasContent("ann@example.net\n");
        assertThat(list("birds/text/help")).hasContent("Hilfe!\n");
        assertThat(fixture.installation().aliases())
                .content()
                .startsWith("birds:")
                .hasLineCount(1);
        assertThat(fixture.installation().crontab())
                .content()
                .contains("mlmmj-maintd")
                .hasLineCount(1);
    }

    @Test
    void empty_answers_are_defaults() throws IOException {
        Run run = interview(Map.of("SPOOLDIR", fixture.spool().toString()), List.of("", "", "", "", "", "", ""));
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(list("mlmmj-test/control/listaddress")).hasContent("mlmmj-test@host.example.com\n");
        assertThat(list("mlmmj-test/control/owner")).hasContent("postmaster@host.example.com\n");
        assertThat(list("mlmmj-test/text/help")).hasContent("Help!\n");
        assertThat(fixture.installation().aliases()).doesNotExist();
        assertThat(fixture.installation().crontab()).doesNotExist();
    }

    @Test
    void end_of_input_is_an_empty_answer_to_the_rest() {
        Run run = interview(Map.of(), List.of(), "-s", fixture.spool().toString(), "-L", "birds", "-d", "example.org");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(list("birds/control/owner")).hasContent("postmaster@example.org\n");
    }

    @Test
    void asks_nothing_that_option_file_or_environment_tell() throws IOException {
        Path answers = Files.writeString(home.resolve("answers"), "TEXTLANG='en'\nADDALIAS='n'\nDO_CHOWN='n'\n");
        Run run = interview(
                Map.of("OWNER", "ann", "ADDCRON", "n"),
                List.of("surplus"),
                "-s",
                fixture.spool().toString(),
                "-L",
                "birds",
                "-d",
                "example.org",
                "-f",
                answers.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.out()).startsWith("List birds@example.org is in ");
    }

    @Test
    void spool_that_is_no_folder_is_replaced_by_the_usual_one() throws IOException {
        Path answers = home.resolve("answers");
        Run run = interview(
                Map.of(), List.of(home.resolve("none").toString(), "birds", "example.org"), "-n", answers.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.out()).contains("none is no folder; the list goes into /var/spool/mlmmj\n");
        assertThat(answers).content().contains("SPOOLDIR='/var/spool/mlmmj'\n");
        assertThat(home.resolve("none")).doesNotExist();
    }

    @Test
    void answers_that_cannot_be_used_stop_before_anything_is_made() throws IOException {
        for (List<String> answers : List.of(
                List.of("../birds", "example.org"),
                List.of("birds", "exa mple.org"),
                List.of("birds", "example.org", "a@b@"),
                List.of("birds", "example.org", "", "", "perhaps"),
                List.of("bi\u0001rds"))) {
            Run run = interview(Map.of(), answers, "-s", fixture.spool().toString());
            assertThat(run.status()).as("%s", answers).isEqualTo(ExitStatus.REFUSED);
            assertThat(run.err()).hasLineCount(1);
        }
        assertThat(fixture.names()).isEmpty();
        assertThat(fixture.installation().aliases()).doesNotExist();
    }

    @Test
    void no_language_is_asked_for_without_a_library() throws IOException {
        MlmmjMakeMl program = new MlmmjMakeMl(
                new Installation(home, home.resolve("no-texts"), home.resolve("aliases"), home.resolve("crontab")),
                () -> "host.example.com",
                Terminal.none());
        Run run = Run.of(
                program,
                Run.Surroundings.plain().withInput("birds\nexample.org\n"),
                "-s",
                fixture.spool().toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.out()).doesNotContain("anguage");
        assertThat(run.err()).contains("no list texts in language").hasLineCount(1);
    }

    @Test
    @EnabledIf("org.jmlmmj.core.test.RunningUser#isRoot")
    void gives_the_list_to_the_user_named_and_cron_works_as_that_user() throws IOException {
        Run run = interview(
                Map.of(),
                List.of("birds", "example.org", "", "", "", "y", "12345:23456", "y"),
                "-s",
                fixture.spool().toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.out()).contains("belongs to 12345.");
        assertThat(fixture.installation().crontab()).content().startsWith("0 */2 * * * 12345 ");
    }

    @Test
    void no_name_for_the_new_owner_leaves_the_list_to_who_makes_it() {
        Run run = interview(
                Map.of(),
                List.of("birds", "example.org", "", "", "", "y", "", ""),
                "-s",
                fixture.spool().toString());
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.out()).contains("No user, so the list directory stays with who makes it.");
        assertThat(list("birds")).exists();
    }

    @Test
    void what_a_person_types_shows_up_by_itself_at_a_terminal() {
        MlmmjMakeMl program =
                new MlmmjMakeMl(fixture.installation(), () -> "host.example.com", new Terminal(true, true, true));
        List<String> arguments = new ArrayList<>(List.of("-s", fixture.spool().toString(), "-d", "example.org"));
        Run run = Run.of(program, Run.Surroundings.plain().withInput("birds\n"), arguments.toArray(String[]::new));
        assertThat(run.out())
                .startsWith("Name of the list, the part of its address before the @ [mlmmj-test]: Address of");
    }

    @Test
    void endless_line_is_cut() {
        Run run = interview(
                Map.of(), List.of("x".repeat(1_000_000)), "-s", fixture.spool().toString(), "-d", "x.org");
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).hasLineCount(1);
    }
}
