package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlmmjSubTest {
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

    /** Runs the program for this list; the owner line of root's runs is tested elsewhere. */
    private Run sub(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-L", list.folder().toString()));
        all.addAll(List.of(arguments));
        return Run.of(Programs.sub(), all.toArray(String[]::new));
    }

    private static void assertSilentSuccess(Run run) {
        assertThat(run).isEqualTo(new Run(ExitStatus.OK, "", ""));
    }

    private void assertNobodySubscribed() {
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.names("digesters.d")).isEmpty();
        assertThat(list.names("nomailsubs.d")).isEmpty();
        // Nor anywhere else: a hostile address must not make files outside of the three folders.
        assertThat(list.names("")).doesNotContain("x").allMatch(name -> !name.contains("example"));
        assertThat(spool.toFile().list()).containsExactly("birds");
    }

    @Test
    void adds_address_in_lower_case_to_file_of_its_first_character() {
        assertSilentSuccess(sub("-a", "Joe.User@Example.NET"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe.user@example.net\n");
        assertThat(list.names("subscribers.d")).containsExactly("j");
    }

    @Test
    void takes_white_space_around_an_address_away() {
        assertSilentSuccess(sub("-a", " joe@example.net\t\r\n"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
    }

    @Test
    void keeps_neighbours_when_a_version_changes() {
        list.subscribers("jane@example.net", JOE, "jim@example.net");
        assertSilentSuccess(sub("-a", JOE, "-d"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\njim@example.net\n");
        assertThat(list.content("digesters.d/j")).isEqualTo("joe@example.net\n");
    }

    @Test
    void deletes_file_whose_last_address_leaves() {
        list.subscribers(JOE);
        assertSilentSuccess(sub("-a", JOE, "-d"));
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.content("digesters.d/j")).isEqualTo("joe@example.net\n");
    }

    @Test
    void leaves_list_as_it_is_and_says_so_when_address_is_subscribed_already() {
        list.file("subscribers.d/j", "Joe@Example.net\n");
        Run run = sub("-a", JOE);
        assertThat(run).isEqualTo(new Run(ExitStatus.OK, "", "prog: joe@example.net is subscribed already\n"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("Joe@Example.net\n");
    }

    @Test
    void is_silent_about_subscribed_address_with_s() {
        list.subscribers(JOE);
        assertSilentSuccess(sub("-a", JOE, "-s"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe@example.net\n");
    }

    /** Rows of the table in spec 07 §4.2, and the states in which an address stands in too many folders. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "none, normal, subscribers.d", "none, digest, digesters.d",
        "none, nomail, nomailsubs.d", "none, both, digesters.d subscribers.d",
        "normal, normal, subscribers.d", "normal, digest, digesters.d",
        "normal, nomail, nomailsubs.d", "normal, both, digesters.d subscribers.d",
        "digest, normal, subscribers.d", "digest, digest, digesters.d",
        "digest, nomail, nomailsubs.d", "digest, both, digesters.d subscribers.d",
        "nomail, normal, subscribers.d", "nomail, digest, digesters.d",
        "nomail, nomail, nomailsubs.d", "nomail, both, digesters.d subscribers.d",
        "normal digest, normal, subscribers.d", "normal digest, digest, digesters.d",
        "normal digest, nomail, nomailsubs.d", "normal digest, both, digesters.d subscribers.d",
        "normal nomail, normal, subscribers.d", "normal nomail, digest, digesters.d",
        "normal nomail, nomail, nomailsubs.d", "normal nomail, both, digesters.d subscribers.d",
        "digest nomail, normal, subscribers.d", "digest nomail, digest, digesters.d",
        "digest nomail, nomail, nomailsubs.d", "digest nomail, both, digesters.d subscribers.d",
        "normal digest nomail, normal, subscribers.d", "normal digest nomail, digest, digesters.d",
        "normal digest nomail, nomail, nomailsubs.d", "normal digest nomail, both, digesters.d subscribers.d",
    })
    void address_is_afterwards_in_exactly_the_folders_of_the_wanted_version(
            String present, String wanted, String expected) {
        for (String folder : List.of("subscribers.d", "digesters.d", "nomailsubs.d")) {
            list.lines(folder, "jane@example.net");
        }
        for (String version : List.of(present.split(" "))) {
            switch (version) {
                case "normal" -> list.lines("subscribers.d", JOE);
                case "digest" -> list.lines("digesters.d", JOE);
                case "nomail" -> list.lines("nomailsubs.d", JOE);
                default -> assertThat(version).isEqualTo("none");
            }
        }
        Run run = switch (wanted) {
            case "digest" -> sub("-fqs", "-d", "-a", JOE);
            case "nomail" -> sub("-fqs", "-n", "-a", JOE);
            case "both" -> sub("-fqs", "-b", "-a", JOE);
            default -> sub("-fqs", "-a", JOE);
        };
        assertSilentSuccess(run);
        List<String> expectedFolders = List.of(expected.split(" "));
        for (String folder : List.of("subscribers.d", "digesters.d", "nomailsubs.d")) {
            String joe = expectedFolders.contains(folder) ? "joe@example.net\n" : "";
            assertThat(list.content(folder + "/j")).isEqualTo("jane@example.net\n" + joe);
        }
    }

    @Test
    void leaves_no_file_behind_but_locks() {
        List<String> before = list.names("");
        assertSilentSuccess(sub("-a", JOE, "-b"));
        assertSilentSuccess(sub("-a", JOE, "-n"));
        assertThat(list.names("").stream().filter(name -> !before.contains(name)))
                .containsExactly(".requests.lock", ".subscribers.lock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "birds@example.org",
                "BIRDS@Example.ORG",
                "birds+anything@example.org",
                "flock@example.com",
                "flock+subscribe@example.com"
            })
    void refuses_every_address_of_the_list_itself(String own) {
        list.control("listaddress", "birds@example.org\nflock@example.com\n");
        Run run = sub("-fqs", "-a", own);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("is an address of the list itself").hasLineCount(1);
        assertNobodySubscribed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"birds@example.org.uk", "birdsong@example.org", "birds.song+x@example.org"})
    void takes_addresses_that_only_begin_like_the_list(String other) {
        assertSilentSuccess(sub("-a", other));
        assertThat(list.content("subscribers.d/b")).isEqualTo(other + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@",
                "@example.net",
                "joe@",
                "joe@example.net\nx@example.net",
                "\nx",
                "jo e@example.net",
                "Jo <jo@example.net>",
                "<jo@example.net>",
                "joe@example.net,x@example.net",
                "joe@\u0000example.net",
                "../x@example.net",
                "../../x@example.net",
                "/x@example.net",
                ".x@example.net",
                "./x@example.net",
                "\u00e9t\u00e9@example.net",
                "x\u2028@example.net",
                "\ufffdx@example.net",
                "\ud800x@example.net"
            })
    void refuses_hostile_and_broken_addresses_with_one_line(String address) {
        Run run = sub("-fqs", "-a", address);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("prog: ").hasLineCount(1).endsWith("\n");
        assertNobodySubscribed();
    }

    @Test
    void takes_longest_address_and_refuses_longer_ones_with_a_short_message() {
        String longest = "j" + "o".repeat(241) + "@example.net";
        assertThat(longest).hasSize(254);
        Run run = sub("-a", "x" + longest);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("is longer than 254 octets").hasSizeLessThan(160);
        assertNobodySubscribed();

        assertSilentSuccess(sub("-a", longest));
        assertThat(list.content("subscribers.d/j")).isEqualTo(longest + "\n");
    }

    @Test
    void counts_octets_and_not_characters() {
        Run run = sub("-a", "j" + "\u00e9".repeat(125) + "@x.net");
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("is longer than 254 octets");
    }

    @Test
    void stores_non_ascii_address_as_utf_8_with_only_ascii_folded() {
        assertSilentSuccess(sub("-a", "J\u00c9@EXAMPLE.net"));
        assertThat(list.content("subscribers.d/j")).isEqualTo("j\u00c3\u0089@example.net\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a x@y", "-L . -d", "-L . -a x@y -d -n", "-L . -a x@y -d -b", "-L . -a x@y -nb"})
    void wrong_usage_stops_with_one_line(String arguments) {
        assertWrongUsage(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-L . -a x@y -C -R", "-L . -a x@y -RC", "-L . -a x@y -x", "-L . -a", "-L"})
    void contradiction_unknown_option_and_missing_value_stop_with_one_line(String arguments) {
        assertWrongUsage(arguments);
    }

    private static void assertWrongUsage(String arguments) {
        Run run = Run.of(Programs.sub(), arguments.split(" "));
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("prog: ").contains("prog -h for help").hasLineCount(1);
    }

    @Test
    void same_option_twice_is_no_contradiction() {
        assertSilentSuccess(sub("-a", JOE, "-d", "-d"));
        assertThat(list.names("digesters.d")).containsExactly("j");
    }

    @Test
    void list_that_does_not_exist_is_a_refusal() {
        Run run = Run.of(Programs.sub(), "-L", spool.resolve("none").toString(), "-a", JOE);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("does not exist").hasLineCount(1);
    }

    @Test
    void list_without_address_is_a_refusal() {
        list.control("listaddress", "");
        Run run = sub("-a", JOE);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("control/listaddress").hasLineCount(1);
    }

    @Test
    void list_may_be_given_with_slash_at_its_end() {
        assertSilentSuccess(Run.of(Programs.sub(), "-L", list.folder() + "/", "-a", JOE));
        assertThat(list.names("subscribers.d")).containsExactly("j");
    }

    @Test
    void change_of_version_needs_neither_gatekeeper_nor_notice() {
        list.control("submod", "").control("notifysub", "").subscribers(JOE);
        assertSilentSuccess(sub("-a", JOE, "-d"));
        assertThat(list.names("digesters.d")).containsExactly("j");
        assertThat(relay.offered()).isEmpty();
    }

    @Test
    void makes_missing_subscriber_folder() throws Exception {
        Files.delete(list.path("digesters.d"));
        assertSilentSuccess(sub("-a", JOE, "-d"));
        assertThat(list.content("digesters.d/j")).isEqualTo("joe@example.net\n");
    }

    @Test
    void temporary_failure_is_told_in_one_line() throws Exception {
        Files.delete(list.path("digesters.d"));
        list.file("digesters.d", "in the way");
        Run run = sub("-a", JOE, "-d");
        assertThat(run.status()).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(run.err()).contains("digesters.d").hasLineCount(1);
    }

    @Test
    void help_names_every_option() {
        Run run = Run.of(Programs.sub(), "-h");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        for (char letter : "LadnbfqsrRUcCmhV".toCharArray()) {
            assertThat(run.out()).containsPattern("[ ,]-" + letter + "\\b");
        }
    }
}
