package org.jmlmmj.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionCheckTest {
    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
    }

    private List<String> examine() throws IOException {
        return Examination.of(new ContradictionCheck(), list.open());
    }

    @Test
    void a_new_list_is_all_right() throws Exception {
        assertThat(examine()).containsExactly("ok control files agree with each other -> ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"moderated", "modnonsubposts", "modonlypost"})
    void moderation_without_moderators_fails(String name) throws Exception {
        list.control(name, "");
        assertThat(examine()).singleElement().asString().startsWith("FAIL control/" + name + " needs moderators");

        list.control("moderators", "\n");
        assertThat(examine()).hasSize(1);

        list.control("moderators", "ann@example.net\n");
        assertThat(examine()).containsExactly("ok control files agree with each other -> ");
    }

    @Test
    void rule_that_holds_posts_needs_moderators() throws Exception {
        list.control("access", "moderate ^Subject: sale\nallow\n");

        assertThat(examine()).singleElement().asString().startsWith("FAIL control/access holds posts for moderators");
    }

    @Test
    void gatekeepers_may_be_the_owners() throws Exception {
        list.control("submod", "");
        assertThat(examine()).containsExactly("ok control files agree with each other -> ");

        Files.delete(list.path("control/owner"));
        assertThat(examine()).anyMatch(line -> line.startsWith("FAIL control/submod needs gatekeepers"));
    }

    @ParameterizedTest
    @CsvSource({
        "subonlypost, modonlypost, control/modonlypost has no effect",
        "closedlist, closedlistsub, control/closedlistsub has no effect",
        "closedlist, nosubconfirm, control/nosubconfirm has no effect",
        "addtohdr, verp, control/verp has no effect",
        "footer, footer_html, control/footer has no effect",
        "digestmaxmail, digestmaxmails, control/digestmaxmail has no effect"
    })
    void warns_of_a_file_without_effect_beside_another(String one, String other, String message) throws Exception {
        list.control("moderators", "ann@example.net\n").control(one, "").control(other, "");

        assertThat(examine()).singleElement().asString().startsWith("warn " + message);
    }

    @ParameterizedTest
    @CsvSource({"access, ''", "maxmailsize, 0"})
    void warns_where_every_post_is_denied(String name, String content) throws Exception {
        list.control(name, content);

        assertThat(examine()).singleElement().asString().startsWith("warn ").contains("every post is denied");
    }

    @Test
    void digests_need_an_archive() throws Exception {
        list.control("noarchive", "").lines("digesters.d", "ann@example.net");

        assertThat(examine()).singleElement().asString().startsWith("warn people are subscribed to digests");
    }

    @Test
    void an_empty_line_must_not_end_the_headers() throws Exception {
        list.control("customheaders", "X-One: 1\n\nX-Two: 2\n");
        assertThat(examine()).singleElement().asString().startsWith("FAIL control/customheaders");

        list.control("customheaders", "X-One: 1\nX-Two: 2\n\n");
        assertThat(examine()).allMatch(line -> line.startsWith("ok"));
    }

    @Test
    void two_addresses_for_answers_are_one_too_many() throws Exception {
        list.control("customheaders", "Reply-To: birds@example.org\n").control("replyto", "");

        assertThat(examine()).singleElement().asString().startsWith("warn control/replyto and a Reply-To:");
    }
}
