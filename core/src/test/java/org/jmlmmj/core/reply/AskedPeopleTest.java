package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedPeopleTest {
    @TempDir
    private Path folder;

    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder);
    }

    private String forPost(String poster) throws IOException {
        return AskedPeople.forPost(list.open(), ReversePath.parse(poster))
                .recipients()
                .toString();
    }

    private String forSubscription() throws IOException {
        return AskedPeople.forSubscription(list.open()).recipients().toString();
    }

    @Test
    void all_moderators_once_without_blank_lines_and_nonsense() throws IOException {
        list.control("moderators", "\n mira@example.org \n\nmoe@example.org\nnobody\nMira@example.org\n");

        assertThat(forPost("ann@example.net")).isEqualTo("[mira@example.org, moe@example.org]");
        assertThat(list.syslog().lines()).singleElement().asString().contains("\"nobody\" is no address");
    }

    @Test
    void moderator_who_posts_is_asked_alone_if_the_list_wants_it() throws IOException {
        list.control("moderators", "mira@example.org\nmoe@example.org\n");
        assertThat(forPost("moe@example.org")).isEqualTo("[mira@example.org, moe@example.org]");

        list.control("ifmodsendonlymodmoderate", "");
        assertThat(forPost("Moe@example.org")).isEqualTo("[Moe@example.org]");
        assertThat(forPost("ann@example.net")).isEqualTo("[mira@example.org, moe@example.org]");
        assertThat(forPost("<>")).isEqualTo("[mira@example.org, moe@example.org]");
    }

    @Test
    void owners_are_asked_if_there_are_no_moderators() throws IOException {
        assertThat(forPost("ann@example.net")).isEqualTo("[keeper@example.org]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody\n", "birds@example.org\nBirds+Owner@example.org\n"})
    void postmaster_is_asked_if_nobody_else_can_be(String owner) throws IOException {
        list.control("owner", owner).control("submod", "");

        assertThat(forPost("ann@example.net")).isEqualTo("[postmaster@example.org]");
        assertThat(forSubscription()).isEqualTo("[postmaster@example.org]");
    }

    @Test
    void word_that_only_switches_gatekeeping_on_is_no_reason_to_warn() throws IOException {
        list.control("submod", "yes\n");

        assertThat(forSubscription()).isEqualTo("[keeper@example.org]");
        assertThat(list.syslog().lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'',[keeper@example.org]",
        "'\n\n',[keeper@example.org]",
        "'yes\n',[keeper@example.org]",
        "'gil@example.org\n\n',[gil@example.org]",
        "'gil@example.org\nlast line\n',[gil@example.org]"
    })
    void gatekeepers_are_named_or_the_owners(String submod, String expected) throws IOException {
        list.control("submod", submod);

        assertThat(forSubscription()).isEqualTo(expected);
    }

    @Test
    void people_are_items_of_a_text() throws IOException {
        AskedPeople asked = new AskedPeople(java.util.List.of(EmailAddress.of("moe@example.org")));

        assertThat(asked.items().open().next()).contains("moe@example.org");
    }
}
