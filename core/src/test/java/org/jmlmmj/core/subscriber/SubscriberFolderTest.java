package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberFolderTest {
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");

    private ListFixture list;
    private SubscriberFolder folder;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        folder = list.open().subscribers().normal();
    }

    private List<String> lines() throws IOException {
        List<String> found = new ArrayList<>();
        try (SubscriberLines lines = folder.lines()) {
            while (lines.next()) {
                found.add(lines.file().getFileName() + ":" + lines.number() + ":" + lines.line());
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4096 - 15, 4096 - 16, 4096 - 17, 4096, 4097})
    void address_that_would_lie_in_two_pages_is_added_as_any_other(int octetsBefore) throws Exception {
        String before = "jim@x.example\n" + "j".repeat(octetsBefore - 25) + "@x.example\n";
        list.file("subscribers.d/j", before);

        assertThat(folder.add(JOE)).isTrue();
        assertThat(folder.add(JOE)).isFalse();

        assertThat(list.content("subscribers.d/j")).isEqualTo(before + "joe@example.net\n");
    }

    @ParameterizedTest
    @CsvSource({
        "joe@example.net, j",
        "Joe.User@Example.NET, j",
        "7up@example.net, 7",
        "~x@example.net, ~",
        "!x@example.net, !",
        "-x@example.net, -",
        "_x@example.net, _",
        "/etc@example.net, _",
        ".x@example.net, _",
        "..@example.net, _",
        "\u00fcber@example.net, _",
        "\ud83d\ude00@example.net, _"
    })
    void puts_an_address_in_lower_case_into_the_file_of_its_first_character(String address, String name)
            throws Exception {
        assertThat(folder.add(EmailAddress.of(address))).isTrue();
        assertThat(list.names("subscribers.d")).containsExactly(name);
        assertThat(Files.readString(list.path("subscribers.d/" + name)))
                .isEqualTo(EmailAddress.of(address).lowerCase().value() + "\n");
        assertThat(RunningUser.mode(list.path("subscribers.d/" + name))).isEqualTo("600");
        assertThat(folder.contains(EmailAddress.of(address))).isTrue();
    }

    @Test
    void puts_a_new_address_at_the_end() throws Exception {
        list.subscribers("jim@example.net", "jane@example.net");
        folder.add(JOE);
        assertThat(list.content("subscribers.d/j")).isEqualTo("jim@example.net\njane@example.net\njoe@example.net\n");
    }

    @Test
    void makes_the_folder_when_it_is_missing() throws Exception {
        Files.delete(list.path("subscribers.d"));
        assertThat(folder.contains(JOE)).isFalse();
        assertThat(folder.remove(JOE)).isZero();
        assertThat(lines()).isEmpty();
        assertThat(folder.add(JOE)).isTrue();
        assertThat(list.names("subscribers.d")).containsExactly("j");
    }

    @Test
    void adds_an_address_once_in_whatever_case_and_file_it_stands() throws Exception {
        list.file("subscribers.d/import", "ann@example.net\r\nJOE@Example.net");
        assertThat(folder.add(JOE)).isFalse();
        assertThat(list.names("subscribers.d")).as("and no lock file").containsExactly("import");
    }

    @Test
    void leaves_no_lock_file_behind() throws Exception {
        folder.add(JOE);
        folder.add(JOE);
        folder.add(EmailAddress.of("jim@example.net"));
        folder.remove(JOE);
        folder.remove(JOE);
        assertThat(list.names("subscribers.d")).containsExactly("j");
        folder.remove(EmailAddress.of("jim@example.net"));
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.names("")).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void is_not_stopped_by_a_lock_file_that_a_crash_left() throws Exception {
        list.file("subscribers.d/.j.lock", "");
        assertThat(folder.add(JOE)).isTrue();
        assertThat(folder.remove(JOE)).isEqualTo(1);
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @Test
    void reads_every_file_whatever_its_name_but_leftovers() throws Exception {
        list.file("subscribers.d/import", "ann@example.net\n")
                .file("subscribers.d/.hidden", "bob@example.net\n")
                .file("subscribers.d/a", "al@example.net\n")
                .file("subscribers.d/a.new", "double@example.net\n")
                .file("subscribers.d/.a.lock", "never@example.net\n");
        assertThat(lines())
                .containsExactly(".hidden:1:bob@example.net", "a:1:al@example.net", "import:1:ann@example.net");
        assertThat(folder.contains(EmailAddress.of("ann@example.net"))).isTrue();
        assertThat(folder.contains(EmailAddress.of("double@example.net"))).isFalse();
        assertThat(folder.contains(EmailAddress.of("never@example.net"))).isFalse();
    }

    @Test
    void leaves_leftovers_of_the_original_alone() throws Exception {
        list.file("subscribers.d/j.new", "joe@example.net\n");
        assertThat(folder.remove(JOE)).isZero();
        assertThat(folder.add(JOE)).isTrue();
        assertThat(list.content("subscribers.d/j.new")).isEqualTo("joe@example.net\n");
    }

    @Test
    void passes_over_sub_folders_and_says_so_once() throws Exception {
        list.subscribers("ann@example.net");
        Files.createDirectory(list.path("subscribers.d/old"));
        Files.createSymbolicLink(list.path("subscribers.d/dangling"), list.path("missing"));
        assertThat(lines()).containsExactly("a:1:ann@example.net");
        assertThat(folder.contains(JOE)).isFalse();
        folder.add(JOE);
        folder.remove(JOE);
        assertThat(list.syslog().lines())
                .containsExactlyInAnyOrder(
                        "WARNING: " + list.path("subscribers.d/old") + ": is no file, passed over",
                        "WARNING: " + list.path("subscribers.d/dangling")
                                + ": is a link that leads nowhere, passed over");
    }

    @Test
    void says_once_per_list_and_not_per_question_that_something_is_wrong() throws Exception {
        Files.createDirectory(list.path("subscribers.d/old"));
        var mine = list.open();
        mine.subscribers().contain(JOE);
        mine.subscribers().contain(JOE);
        assertThat(list.syslog().lines()).hasSize(1);
    }

    @Test
    void leaves_out_a_file_that_cannot_be_read_and_says_so() throws Exception {
        assumeFalse(RunningUser.isRoot(), "root may read everything");
        list.subscribers("ann@example.net", "joe@example.net");
        RunningUser.chmod(list.path("subscribers.d/a"), 0);
        assertThat(lines()).containsExactly("j:1:joe@example.net");
        assertThat(list.syslog().lines()).singleElement().asString().contains("/a: cannot be read");
    }

    @Test
    void leaves_nobody_out_when_a_file_cannot_be_read_to_its_end() throws Exception {
        // Opens, and gives EIO for the first octet.
        Path broken = Path.of("/proc/self/mem");
        assumeTrue(Files.isReadable(broken), "needs a file that cannot be read to its end");
        list.subscribers("ann@example.net", "joe@example.net");
        Files.createSymbolicLink(list.path("subscribers.d/b"), broken);

        assertThatThrownBy(this::lines).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> folder.contains(JOE)).isInstanceOf(IOException.class);
    }

    @Test
    void passes_over_links_that_lead_in_a_circle() throws Exception {
        list.subscribers("ann@example.net");
        Files.createSymbolicLink(list.path("subscribers.d/b"), list.path("subscribers.d/b"));

        assertThat(lines()).containsExactly("a:1:ann@example.net");
        assertThat(list.syslog().lines()).singleElement().asString().contains("/b: cannot be reached");
    }

    @Test
    void fails_when_the_folder_cannot_be_read() throws Exception {
        Files.delete(list.path("subscribers.d"));
        list.file("subscribers.d", "");
        assertThatThrownBy(this::lines).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> folder.contains(JOE)).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> folder.add(JOE)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void is_not_led_out_of_the_folder_by_a_link() throws Exception {
        list.file("secret", "joe@example.net\n");
        Files.createSymbolicLink(list.path("subscribers.d/j"), list.path("secret"));
        assertThatThrownBy(() -> folder.remove(JOE)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> folder.add(EmailAddress.of("jim@example.net"))).isInstanceOf(IOException.class);
        assertThat(list.content("secret")).isEqualTo("joe@example.net\n");
    }

    @Test
    void a_file_made_in_a_folder_for_the_group_is_for_the_group() throws Exception {
        RunningUser.chmod(list.path("subscribers.d"), 0770);
        folder.add(JOE);
        assertThat(RunningUser.mode(list.path("subscribers.d/j"))).isEqualTo("660");
        folder.add(EmailAddress.of("jim@example.net"));
        folder.remove(JOE);
        assertThat(RunningUser.mode(list.path("subscribers.d/j"))).isEqualTo("660");
    }

    @Test
    void a_file_that_is_there_keeps_its_mode_in_a_folder_for_the_group() throws Exception {
        RunningUser.chmod(list.path("subscribers.d"), 0770);
        list.file("subscribers.d/j", "");
        RunningUser.chmod(list.path("subscribers.d/j"), 0640);
        folder.add(JOE);
        folder.add(EmailAddress.of("jim@example.net"));
        folder.remove(JOE);
        assertThat(RunningUser.mode(list.path("subscribers.d/j"))).isEqualTo("640");
    }

    @Test
    void a_file_made_in_a_folder_for_the_group_belongs_to_that_group() throws Exception {
        assumeTrue(RunningUser.isRoot(), "others belong to few groups");
        RunningUser.chown(list.path("subscribers.d"), 0, 33);
        RunningUser.chmod(list.path("subscribers.d"), 0770);
        folder.add(JOE);
        assertThat(RunningUser.owner(list.path("subscribers.d/j"))).isEqualTo("0:33");
    }
}
