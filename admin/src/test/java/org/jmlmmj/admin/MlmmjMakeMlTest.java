package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlmmjMakeMlTest {
    @TempDir
    private Path home;

    private MakeMlFixture fixture;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new MakeMlFixture(home);
    }

    private Path birds() {
        return fixture.spool().resolve("birds");
    }

    private static void assertRefused(Run run, String reason) {
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("prog: ").contains(reason).hasLineCount(1);
    }

    @Test
    void makes_every_folder_and_file_of_a_list() throws IOException {
        Run run = fixture.run("-L", "birds", "-d", "example.org", "-o", "keeper@example.net");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err()).isEmpty();

        TreeMap<String, String> expected = new TreeMap<>();
        for (String folder : List.of(
                "",
                "incoming",
                "queue",
                "queue/discarded",
                "archive",
                "text",
                "subconf",
                "unsubconf",
                "bounce",
                "control",
                "moderation",
                "subscribers.d",
                "digesters.d",
                "requeue",
                "nomailsubs.d")) {
            expected.put(folder, "rwxr-x---");
        }
        expected.put("index", "rw-------: ");
        expected.put("control/listaddress", "rw-r-----: birds@example.org\n");
        expected.put("control/owner", "rw-r-----: keeper@example.net\n");
        expected.put("text/faq", "rw-r-----: No questions.\n");
        expected.put("text/help", "rw-r-----: Help!\n");
        assertThat(MakeMlFixture.tree(birds())).isEqualTo(expected);
        assertThat(fixture.names()).containsExactly("birds");
    }

    @Test
    void list_that_was_made_can_be_subscribed_to() {
        assertThat(fixture.run("-L", "birds", "-d", "example.org").status()).isEqualTo(ExitStatus.OK);
        assertThat(Run.of(Programs.sub(), "-L", birds().toString(), "-a", "joe@example.net"))
                .isEqualTo(new Run(ExitStatus.OK, "", ""));
        assertThat(Run.of(new MlmmjList(), "-L", birds().toString()).out()).isEqualTo("joe@example.net\n");
    }

    @Test
    void shows_what_mail_server_and_cron_need() throws IOException {
        Run run = fixture.run("-L", "birds", "-d", "example.org");
        String user = Files.getOwner(birds()).getName();
        assertThat(run.out().lines())
                .contains("List birds@example.org is in " + birds() + " and belongs to " + user + ".")
                .anyMatch(line ->
                        line.endsWith("birds:  \"|" + home + "/bin/mlmmj-receive -L " + fixture.spool() + "/birds/\""))
                .anyMatch(line -> line.endsWith(
                        "0 */2 * * * " + user + " " + home + "/bin/mlmmj-maintd -F -L " + fixture.spool() + "/birds/"))
                .anyMatch(line -> line.endsWith("recipient_delimiter = +"))
                .noneMatch(line -> line.contains(" got "));
        assertThat(fixture.installation().aliases()).doesNotExist();
        assertThat(fixture.installation().crontab()).doesNotExist();
    }

    @Test
    void adds_alias_and_cron_line_when_asked_and_never_twice() throws IOException {
        Files.writeString(fixture.installation().aliases(), "postmaster: root");
        String[] arguments = {"-L", "birds", "-d", "example.org", "-a", "-b", "-F"};
        assertThat(fixture.run(arguments).out())
                .containsPattern("aliases +got ")
                .containsPattern("crontab +got ");
        assertThat(fixture.run(arguments).out())
                .containsPattern("aliases +has ")
                .containsPattern("crontab +has ");
        assertThat(fixture.installation().aliases())
                .hasContent("postmaster: root\nbirds:  \"|" + home + "/bin/mlmmj-receive -L " + birds() + "/\"\n");
        assertThat(fixture.installation().crontab()).content().hasLineCount(1).contains("mlmmj-maintd -F -L");
    }

    @Test
    void makes_no_list_when_the_lines_could_not_be_added() throws IOException {
        Files.createDirectory(fixture.installation().crontab());
        assertRefused(fixture.run("-L", "birds", "-d", "example.org", "-b"), "crontab");
        assertThat(fixture.names()).isEmpty();
    }

    @Test
    void owner_is_postmaster_of_the_domain_unless_named() {
        fixture.run("-L", "birds", "-d", "example.org");
        assertThat(birds().resolve("control/owner")).hasContent("postmaster@example.org\n");
    }

    @Test
    void owner_without_domain_gets_the_one_of_the_list() {
        fixture.run("-L", "birds", "-d", "example.org", "-o", "ann");
        assertThat(birds().resolve("control/owner")).hasContent("ann@example.org\n");
    }

    @Test
    void copies_files_of_the_language_and_nothing_else() throws IOException {
        fixture.text("de/folder/deep", "not copied");
        assertThat(fixture.run("-L", "birds", "-d", "example.org", "-t", "de").err())
                .isEmpty();
        assertThat(MakeMlFixture.tree(birds().resolve("text")).keySet()).containsExactly("", "help");
        assertThat(birds().resolve("text/help")).hasContent("Hilfe!\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "../texts/de", "/", ".", "..", "de/"})
    void unknown_language_gives_a_warning_and_a_list_without_texts(String language) throws IOException {
        Run run = fixture.run("-L", "birds", "-d", "example.org", "-t", language);
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err())
                .contains("no list texts in language \"" + language + "\"")
                .hasLineCount(1);
        assertThat(MakeMlFixture.tree(birds().resolve("text")).keySet()).containsExactly("");
    }

    @Test
    void makes_the_spool_that_s_names() throws IOException {
        Path deep = home.resolve("a b/c");
        assertThat(Run.of(fixture.program(), "-s", deep + "/", "-L", "birds", "-d", "example.org")
                        .status())
                .isEqualTo(ExitStatus.OK);
        assertThat(MakeMlFixture.tree(home.resolve("a b")))
                .containsEntry("c", "rwxr-xr-x")
                .containsKey("c/birds/control");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../birds",
                "a/b",
                "/birds",
                ".",
                "..",
                ".birds",
                "birds.",
                "bi..rds",
                "-birds",
                "birds-",
                "bi rds",
                "bi+rds",
                "birds@example.org",
                "bi\nrds",
                "bi\"rds",
                "bi'rds",
                "bi\\rds",
                "bi%rds",
                "bi|rds",
                "bi$rds",
                "b\u00e4rds",
                "bi\u0000rds"
            })
    void refuses_names_that_are_no_plain_list_name(String name) throws IOException {
        assertRefused(fixture.run("-L", name, "-d", "example.org"), "");
        assertThat(fixture.names()).isEmpty();
        assertThat(home.toFile().list()).containsExactlyInAnyOrder("texts", "spool");
    }

    @Test
    void takes_names_of_up_to_64_characters() {
        assertThat(fixture.run("-L", "b".repeat(64), "-d", "example.org").status())
                .isEqualTo(ExitStatus.OK);
        assertRefused(fixture.run("-L", "b".repeat(65), "-d", "example.org"), "is no list name");
        assertThat(fixture.run("-L", "a--b.c_d-9", "-d", "example.org").status())
                .isEqualTo(ExitStatus.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "../x",
                ".example.org",
                "example.org.",
                "ex..ample.org",
                "-example.org",
                "example.org-",
                "exam ple.org",
                "example.org\nx",
                "a@example.org",
                "\"example.org\"",
                "[127.0.0.1]"
            })
    void refuses_what_is_no_domain(String domain) throws IOException {
        assertRefused(fixture.run("-L", "birds", "-d", domain), "");
        assertThat(fixture.names()).isEmpty();
    }

    @Test
    void takes_host_names_and_international_domains() throws IOException {
        assertThat(fixture.run("-L", "a", "-d", "localhost").status()).isEqualTo(ExitStatus.OK);
        assertThat(fixture.run("-L", "b", "-d", "b\u00fccher.example").status()).isEqualTo(ExitStatus.OK);
        assertThat(MakeMlFixture.tree(fixture.spool()).get("b/control/listaddress"))
                .endsWith(": b@b\u00fccher.example\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@b@c", "<a@b>", "a@b\nc@d", "a@"})
    void refuses_owner_that_is_no_address(String owner) throws IOException {
        assertRefused(fixture.run("-L", "birds", "-d", "example.org", "-o", owner), "");
        assertThat(fixture.names()).isEmpty();
    }

    @Test
    void missing_name_and_domain_are_wrong_usage_that_names_the_option() {
        Run name = fixture.run("-d", "example.org");
        assertThat(name.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(name.err()).contains("-L NAME").hasLineCount(1);
        Run domain = fixture.run("-L", "birds", "-d", "");
        assertThat(domain.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(domain.err()).contains("-d DOMAIN").hasLineCount(1);
        assertThat(fixture.run("-L", "birds", "-d", "example.org", "-z").status())
                .isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void list_that_exists_is_left_as_it_is() throws IOException {
        Files.createDirectories(birds().resolve("control"));
        Files.writeString(birds().resolve("control/owner"), "somebody@example.net\n");
        assertRefused(fixture.run("-L", "birds", "-d", "example.org"), "exists already");
        assertThat(MakeMlFixture.tree(birds()).keySet()).containsExactly("", "control", "control/owner");
        assertThat(birds().resolve("control/owner")).hasContent("somebody@example.net\n");
    }

    @Test
    void file_and_dangling_link_of_that_name_count_as_existing() throws IOException {
        Files.createSymbolicLink(birds(), Path.of("nowhere"));
        assertRefused(fixture.run("-L", "birds", "-d", "example.org"), "exists already");
        Files.writeString(fixture.spool().resolve("bees"), "");
        assertRefused(fixture.run("-L", "bees", "-d", "example.org"), "exists already");
        assertThat(fixture.names()).containsExactly("bees", "birds");
    }

    @Test
    void existing_list_gets_owner_address_texts_and_missing_folders_anew_with_F() throws IOException {
        ListFixture list = ListFixture.in(fixture.spool())
                .subscribers("joe@example.net")
                .control("moderated", "")
                .file("index", "17")
                .file("text/help", "old")
                .file("text/own", "own");
        Files.delete(list.path("requeue"));
        Files.setPosixFilePermissions(list.path("control/owner"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(fixture.run("-L", "birds", "-d", "example.com", "-o", "ann", "-F")
                        .status())
                .isEqualTo(ExitStatus.OK);
        assertThat(MakeMlFixture.tree(list.folder()))
                .containsEntry("control/owner", "rw-rw-rw-: ann@example.com\n")
                .containsKeys("requeue", "control/moderated", "text/own", "text/faq");
        assertThat(list.content("control/listaddress")).isEqualTo("birds@example.com\n");
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
        assertThat(list.content("index")).isEqualTo("17");
        assertThat(list.content("text/help")).isEqualTo("Help!\n");
    }

    @Test
    void F_makes_a_new_list_too() {
        assertThat(fixture.run("-L", "birds", "-d", "example.org", "-F").status())
                .isEqualTo(ExitStatus.OK);
        assertThat(birds().resolve("control/listaddress")).exists();
    }

    @Test
    void F_gives_no_list_away_and_follows_no_link() throws IOException {
        ListFixture list = ListFixture.in(fixture.spool());
        assertRefused(fixture.run("-L", "birds", "-d", "example.com", "-F", "-c", "0"), "chown -R");
        Files.delete(list.path("text"));
        Files.createSymbolicLink(list.path("text"), home.resolve("texts/de"));
        assertRefused(fixture.run("-L", "birds", "-d", "example.com", "-F"), "symbolic link");
        assertThat(list.content("control/listaddress")).isEqualTo("birds@example.org\n");
        assertThat(home.resolve("texts/de/help")).hasContent("Hilfe!\n");
    }

    @Test
    @EnabledIf("org.jmlmmj.core.test.RunningUser#isRoot")
    void gives_everything_to_the_user_and_group_named() throws IOException {
        assertThat(fixture.run("-L", "birds", "-d", "example.org", "-c", "12345:23456")
                        .out())
                .contains("belongs to 12345.")
                .contains("0 */2 * * * 12345 ");
        for (String name : MakeMlFixture.tree(birds()).keySet()) {
            assertThat(RunningUser.owner(birds().resolve(name))).as(name).isEqualTo("12345:23456");
        }
        fixture.run("-L", "bees", "-d", "example.org", "-c", "root");
        assertThat(RunningUser.owner(fixture.spool().resolve("bees/index"))).startsWith("0:");
    }

    @Test
    @DisabledIf("org.jmlmmj.core.test.RunningUser#isRoot")
    void only_root_can_give_a_list_away() throws IOException {
        assertRefused(fixture.run("-L", "birds", "-d", "example.org", "-c", "root"), "cannot be given to root");
        assertThat(fixture.names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-user", "root:no-such-group", "root:", ":root"})
    void user_who_does_not_exist_makes_no_list(String user) throws IOException {
        assertRefused(fixture.run("-L", "birds", "-d", "example.org", "-c", user), "there is no user or group");
        assertThat(fixture.names()).isEmpty();
    }

    @Test
    void help_names_every_option_and_variable() {
        Run run = fixture.run("-h");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        for (char letter : "LdsotcabfnFhV".toCharArray()) {
            assertThat(run.out()).containsPattern("[ ,]-" + letter + "\\b");
        }
        for (Answer answer : Answer.values()) {
            assertThat(run.out()).contains(answer.name());
        }
    }
}
