package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest extends OnMaintainedList {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({
        "moderation/0123456789abcdef, 604800",
        "moderation/0123456789abcdef.omit, 604800",
        "moderation/subscribe0123456789abcdef, 604800",
        "moderation/subscribe/0123456789abcdef, 604800",
        "queue/discarded/0123456789abcdef, 604800",
        "subconf/0123456789abcdef, 604800",
        "subconf/0123456789abcdef-joe=x.example, 604800",
        "unsubconf/any name, 604800"
    })
    void file_lives_as_long_as_it_may_and_not_a_second_longer(String file, long seconds) {
        list.file(file, "content", Duration.ofSeconds(seconds)).run();
        assertThat(list.files().has(file)).isTrue();
        list.pass(SECOND).run();
        assertThat(list.files().has(file)).isFalse();
        assertThat(list.counted(Count.EXPIRED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "'3600 ', 3600", "0, 604800", "-5, 604800", "week, 604800"})
    void life_of_held_posts_is_tunable(String control, long seconds) {
        list.files().control("modreqlife", control + "\n");
        list.file("moderation/0123456789abcdef", "post", Duration.ofSeconds(seconds))
                .run();
        assertThat(list.files().names("moderation")).hasSize(1);
        list.pass(SECOND).run();
        assertThat(list.files().names("moderation")).isEmpty();
    }

    @Test
    void clock_that_is_set_back_a_day_expires_nothing() {
        list.file("subconf/0123456789abcdef", "a@x.example", Duration.ofDays(6));
        list.pass(Duration.ofDays(-1)).run();
        assertThat(list.files().names("subconf")).hasSize(1);
        list.pass(Duration.ofDays(3)).run();
        assertThat(list.files().names("subconf")).isEmpty();
    }

    @Test
    void folders_are_not_touched() throws IOException {
        Files.createDirectory(list.files().path("moderation/old"));
        list.age("moderation/old", Duration.ofDays(30)).run();
        assertThat(list.files().has("moderation/old")).isTrue();
    }

    @Test
    void link_goes_and_what_it_leads_to_stays() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.setLastModifiedTime(elsewhere, FileTime.fromMillis(0));
        Files.createSymbolicLink(list.files().path("subconf/link"), elsewhere);
        list.run();
        assertThat(list.files().names("subconf")).isEmpty();
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void link_that_leads_nowhere_is_told() throws IOException {
        Files.createSymbolicLink(list.files().path("subconf/link"), folder.resolve("nowhere"));
        list.run();
        assertThat(list.notes()).containsExactly(" - subconf/link: is a link that leads nowhere");
    }

    @Test
    void released_post_stays_until_it_is_sent_however_long_it_was_held() {
        Duration held = Duration.ofDays(9);
        list.file("moderation/0123456789abcdef.sending", MaintainedList.POST, held)
                .file("moderation/0123456789abcdef.omit", "ann@x.example", held)
                .file("moderation/00000000000000aa.omit", "bob@x.example", held)
                .run();
        assertThat(list.files().names("moderation"))
                .containsExactly("0123456789abcdef.omit", "0123456789abcdef.sending");
    }

    /** Root would delete old files of the system if it followed a folder that the list's owner has exchanged. */
    @Test
    void root_enters_no_folder_of_somebody_else_through_a_link() throws IOException {
        assumeThat(RunningUser.isRoot()).isTrue();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path old = Files.writeString(elsewhere.resolve("old"), "precious");
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        Files.delete(list.files().path("subconf"));
        Files.createSymbolicLink(list.files().path("subconf"), elsewhere);
        RunningUser.chown(list.files().folder(), 12345, 12345);
        list.run();
        assertThat(old).exists();
        assertThat(list.notes()).singleElement().asString().startsWith(" - subconf");
    }

    @Test
    void owner_may_keep_a_folder_on_another_disk() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path old = Files.writeString(elsewhere.resolve("old"), "request");
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        Files.delete(list.files().path("subconf"));
        Files.createSymbolicLink(list.files().path("subconf"), elsewhere);
        list.run();
        assertThat(old).doesNotExist();
    }
}
