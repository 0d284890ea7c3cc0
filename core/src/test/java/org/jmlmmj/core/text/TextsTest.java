package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final TextName WELCOME =
            TextName.of("finish", "sub", "admin", "nomail").withLegacy("sub-ok-nomail");

    @TempDir
    private Path folder;

    private TextFixture fixture;

    @BeforeEach
    void makeList() throws IOException {
        fixture = TextFixture.in(folder).name(WELCOME);
        Files.createDirectories(fixture.list().path("library/default"));
        Files.createDirectories(fixture.list().path("library/en"));
    }

    /** Where the text of the mail is found, relative to the list. */
    private String found() throws IOException {
        Path source = Path.of(fixture.texts().find(fixture.context()).source());
        return fixture.list().folder().toRealPath().relativize(source).toString();
    }

    @Test
    void tries_each_name_in_each_folder_before_the_next_name() throws IOException {
        List<String> names =
                List.of("finish-sub-admin-nomail", "finish-sub-admin", "finish-sub", "finish", "sub-ok-nomail");
        List<String> folders = List.of("text/", "library/default/", "library/en/");
        for (int i = names.size() - 1; i >= 0; i--) {
            for (int j = folders.size() - 1; j >= 0; j--) {
                String file = folders.get(j) + names.get(i);
                fixture.file(file, "x");
                assertThat(found()).isEqualTo(file);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "help,'','','',listhelp,help--- help-- help- help listhelp",
        "list,'','',all,listsubs,list---all list-- list- list listsubs",
        "moderate,post,moderated,'',moderation,moderate-post-moderated- moderate-post-moderated moderate-post moderate"
                + " moderation"
    })
    void keeps_the_hyphens_of_missing_parts(
            String purpose, String action, String reason, String type, String legacy, String expected) {
        List<FileName> names =
                TextName.of(purpose, action, reason, type).withLegacy(legacy).candidates();

        assertThat(names).map(FileName::value).containsExactly(expected.split(" "));
    }

    @Test
    void prefers_specific_installed_text_to_general_one_of_the_list() throws IOException {
        fixture.file("text/finish", "x").file("library/en/finish-sub", "x");

        assertThat(found()).isEqualTo("library/en/finish-sub");
    }

    @Test
    void follows_link_to_a_folder_of_texts() throws IOException {
        Files.delete(fixture.list().path("text"));
        Files.createDirectory(fixture.list().path("shared"));
        Files.createSymbolicLink(fixture.list().path("text"), Path.of("shared"));
        fixture.file("shared/finish", "x");

        assertThat(found()).isEqualTo("shared/finish");
    }

    @Test
    void takes_file_that_cannot_be_read_for_missing_and_tells_the_log() throws IOException {
        Files.createDirectory(fixture.list().path("text/finish-sub"));
        fixture.file("library/en/finish", "x");

        assertThat(found()).isEqualTo("library/en/finish");
        assertThat(fixture.problems())
                .singleElement()
                .asString()
                .contains("text/finish-sub: cannot be read and counts as missing");
    }

    @Test
    void falls_back_to_built_in_text_after_every_file() throws IOException {
        fixture.name(TextName.of("test", "built", "in", "x").withLegacy("old"));
        assertThat(fixture.texts().find(fixture.context()).source()).startsWith("built-in text test");

        // A list that has no texts but very old ones gets those.
        fixture.file("text/old", "x");
        assertThat(found()).isEqualTo("text/old");
    }

    @Test
    void improvises_text_if_there_is_none_at_all() throws IOException {
        fixture.name(TextName.of("nosuch", "sub", "admin", "normal"))
                .value("confirmaddr", "birds+confsub-00@example.org")
                .value("subaddr", "a$list$@example.net");
        StringSink sink = StringSink.withHeaders();
        fixture.renderer().render(fixture.context(), sink);

        assertThat(sink.toString())
                .startsWith("Subject: birds: nosuch sub admin normal\n\n")
                .contains("confirmaddr: birds+confsub-00@example.org\n")
                .contains("subaddr: a$list$@example.net\n")
                .contains("Help: birds+help@example.org\n");
        assertThat(fixture.problems()).singleElement().asString().contains("nosuch-sub-admin-normal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", ".x", "", "a b", "ü", "a\n", "a`", "a{", "a@", "a[", "a:"})
    void refuses_names_that_are_no_file_names(String purpose) {
        assertThatThrownBy(() -> TextName.of(purpose)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_file_that_no_person_wrote() throws IOException {
        Files.write(fixture.list().path("control/log"), new byte[16 * 1024 * 1024 + 1]);

        assertThat(fixture.body("%control log%\n")).isEqualTo("%control log%\n");
    }

    @Test
    void parses_a_file_once_until_it_changes() throws IOException {
        Map<TextCache.Key, ParsedText> known = new HashMap<>();
        TextCache cache = new TextCache() {
            @Override
            public Optional<ParsedText> find(Key key) {
                return Optional.ofNullable(known.get(key));
            }

            @Override
            public void store(Key key, ParsedText text) {
                known.put(key, text);
            }
        };
        Texts texts = Texts.of(
                fixture.list().directory(),
                fixture.list().path("library"),
                cache,
                fixture.list().syslog()::warning);
        fixture.file("text/finish", "one");
        ParsedText first = texts.find(fixture.context());
        assertThat(texts.find(fixture.context())).isSameAs(first);

        fixture.file("text/finish", "two");
        Files.setLastModifiedTime(fixture.list().path("text/finish"), FileTime.from(Instant.ofEpochSecond(1)));
        assertThat(texts.find(fixture.context())).isNotSameAs(first);
        assertThat(known).hasSize(2);
    }
}
