package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The defects of the original that spec 01 §7.5 and 07 §3 list, one test each. */
class SubscriberDefectsTest {
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");

    private ListFixture list;
    private SubscriberFolder folder;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        folder = list.open().subscribers().normal();
    }

    private void file(String content) {
        list.file("subscribers.d/j", content);
    }

    private String file() {
        return list.content("subscribers.d/j");
    }

    @Test
    void does_not_remove_a_line_that_is_only_the_beginning_of_the_address() throws Exception {
        list.file("subscribers.d/b", "bob@example.co\nbob@example.com\nbob@example.com.au\n");
        assertThat(folder.remove(EmailAddress.of("bob@example.com"))).isEqualTo(1);
        assertThat(list.content("subscribers.d/b")).isEqualTo("bob@example.co\nbob@example.com.au\n");
    }

    @Test
    void does_not_take_a_blank_line_for_the_address_and_leaves_none_behind() throws Exception {
        file("ann@example.net\n\nbob@example.net\njoe@example.net\nzed@example.net\n");
        assertThat(folder.remove(JOE)).isEqualTo(1);
        assertThat(file()).isEqualTo("ann@example.net\nbob@example.net\nzed@example.net\n");
    }

    @Test
    void removes_every_duplicate_in_any_case_from_every_file() throws Exception {
        file("joe@example.net\njim@example.net\nJOE@example.net\njoe@example.net\n");
        list.file("subscribers.d/import", "Joe@Example.Net\nann@example.net\n");
        assertThat(folder.remove(JOE)).isEqualTo(4);
        assertThat(file()).isEqualTo("jim@example.net\n");
        assertThat(list.content("subscribers.d/import")).isEqualTo("ann@example.net\n");
    }

    @Test
    void does_not_glue_a_new_address_to_a_last_line_without_newline() throws Exception {
        file("jim@example.net");
        folder.add(JOE);
        assertThat(file()).isEqualTo("jim@example.net\njoe@example.net\n");
    }

    @Test
    void removes_an_address_from_a_last_line_without_newline() throws Exception {
        file("jim@example.net\njoe@example.net");
        assertThat(folder.remove(JOE)).isEqualTo(1);
        assertThat(file()).isEqualTo("jim@example.net\n");
        assertThat(list.names("subscribers.d")).containsExactly("j");
    }

    @Test
    void ends_the_last_line_when_another_one_goes() throws Exception {
        file("joe@example.net\njim@example.net");
        folder.remove(JOE);
        assertThat(file()).isEqualTo("jim@example.net\n");
    }

    @Test
    void removes_a_line_that_ends_with_cr_and_lf() throws Exception {
        file("jim@example.net\r\njoe@example.net\r\n joe@example.net\t\r\n");
        assertThat(folder.contains(JOE)).isTrue();
        assertThat(folder.remove(JOE)).isEqualTo(2);
        assertThat(file()).isEqualTo("jim@example.net\n");
    }

    @Test
    void does_not_write_the_new_content_into_the_folder_that_others_read() throws Exception {
        file("jim@example.net\njoe@example.net\n");
        Path before = Files.createLink(list.path("before"), list.path("subscribers.d/j"));
        try (InputStream reader = Files.newInputStream(list.path("subscribers.d/j"))) {
            folder.remove(JOE);
            assertThat(reader.readAllBytes()).asString().isEqualTo("jim@example.net\njoe@example.net\n");
        }
        assertThat(before).as("never changed in place").hasContent("jim@example.net\njoe@example.net\n");
        assertThat(file()).isEqualTo("jim@example.net\n");
    }

    @Test
    void deletes_a_file_when_its_last_address_leaves() throws Exception {
        file("joe@example.net\n\n \r\njoe@example.net");
        assertThat(folder.remove(JOE)).isEqualTo(2);
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @Test
    void keeps_the_mode_when_a_file_is_written_anew() throws Exception {
        file("jim@example.net\njoe@example.net\n");
        RunningUser.chmod(list.path("subscribers.d/j"), 0644);
        folder.remove(JOE);
        assertThat(RunningUser.mode(list.path("subscribers.d/j"))).isEqualTo("644");
    }

    @Test
    void changes_nothing_when_the_address_is_not_there() throws Exception {
        file("jim@example.net\r\n\n jane@example.net");
        Object before = Files.getAttribute(list.path("subscribers.d/j"), "unix:ino");
        assertThat(folder.remove(JOE)).isZero();
        assertThat(file()).isEqualTo("jim@example.net\r\n\n jane@example.net");
        assertThat(Files.getAttribute(list.path("subscribers.d/j"), "unix:ino")).isEqualTo(before);
    }

    @Test
    void keeps_a_line_that_is_far_too_long_when_another_one_goes() throws Exception {
        // As an imported file with the line ends of an old Macintosh.
        String line = "someone@example.net\r".repeat(10_000);
        file("jim@example.net\n" + line + "\njoe@example.net\n" + line);
        assertThat(folder.remove(JOE)).isEqualTo(1);
        assertThat(file()).isEqualTo("jim@example.net\n" + line + "\n" + line + "\n");
    }

    @Test
    void keeps_octets_that_are_no_utf_8_when_another_line_goes() throws Exception {
        Files.write(list.path("subscribers.d/j"), new byte[] {'j', (byte) 0xff, '@', 'x', '\n', 0, 'y', '\n'});
        Files.writeString(list.path("subscribers.d/j"), "joe@example.net", StandardOpenOption.APPEND);
        assertThat(folder.remove(JOE)).isEqualTo(1);
        assertThat(list.path("subscribers.d/j"))
                .hasBinaryContent(new byte[] {'j', (byte) 0xff, '@', 'x', '\n', 0, 'y', '\n'});
    }
}
