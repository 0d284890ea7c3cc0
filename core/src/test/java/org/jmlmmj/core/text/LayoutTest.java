package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrapping, block inclusion and item lists, as far as the worked examples of spec 06 (golden files) do not show them. */
class LayoutTest {
    @TempDir
    private Path folder;

    private TextFixture text;

    @BeforeEach
    void makeList() {
        text = TextFixture.in(folder);
    }

    @Nested
    class Wrapping {
        @ParameterizedTest
        @ValueSource(strings = {"%wrap 0%", "%wrap 00%", "%wrap x%", "%wrap %", "%wrap -5%", "%wrap 2 0%", "%wrap +5%"})
        void needs_a_plain_positive_width(String directive) {
            assertThat(text.body(directive + "a b\nc\n")).isEqualTo(directive + "a b\nc\n");
        }

        @ParameterizedTest
        @CsvSource({"%wrap%", "%wrap 076%", "%wrap 76%"})
        void breaks_before_column_76_by_default(String directive) {
            assertThat(text.body(directive + "x".repeat(70) + " abcd\ne f\n"))
                    .isEqualTo("x".repeat(70) + " abcd\ne f\n");
            assertThat(text.body(directive + "x".repeat(70) + " abc d\n")).isEqualTo("x".repeat(70) + " abc\nd\n");
        }

        @Test
        void takes_enormous_width_for_no_limit() {
            String words = "word ".repeat(1000).strip();

            assertThat(text.body("%wrap 99999999999999999999%" + words + "\nend\n"))
                    .isEqualTo(words + " end\n");
        }

        @Test
        void forbids_break_at_one_position_only() {
            assertThat(text.body("%wrap 12%aaaa \\=bbbb cccc dddd\n")).isEqualTo("aaaa bbbb\ncccc dddd\n");
            assertThat(text.body("%wrap 12%aaaa bbbb \\=cccc dddd\n")).isEqualTo("aaaa\nbbbb cccc\ndddd\n");
            assertThat(text.body("%wrap 7%%cw%春夏秋冬春夏\\=秋冬春\n")).isEqualTo("春夏秋冬春\n夏秋冬春\n");
        }

        @Test
        void allows_break_at_joint_whatever_forbids_it() {
            assertThat(text.body("%wrap 6%%uw%aaaa\\=\nbbbb\n")).isEqualTo("aaaa\nbbbb\n");
            assertThat(text.body("%wrap 6%%uw%aaaa\n\\=bbbb\n")).isEqualTo("aaaa\nbbbb\n");
            assertThat(text.body("%wrap 6%aaaa\n\\=bbbb\n")).isEqualTo("aaaa\nbbbb\n");
            assertThat(text.body("%wrap 6%aaaa\n\\=bb cc\n")).isEqualTo("aaaa\nbb cc\n");
        }

        @Test
        void leaves_one_empty_line_where_the_paragraph_is_empty() {
            assertThat(text.body("a\n%wrap%\n\nb\n")).isEqualTo("a\n\nb\n");
            assertThat(text.body("a\n  %wrap%\n  %ifaction sub%\n%endif%\n\nb\n"))
                    .isEqualTo("a\n\nb\n");
        }

        @Test
        void leaves_no_blank_at_the_end_of_the_text() {
            assertThat(text.body("%wrap%a  \n%ifaction no%x%endif%\n")).isEqualTo("a\n");
        }

        @Test
        void ends_paragraph_at_a_line_of_blanks_which_stays() {
            assertThat(text.body("%wrap%a\nb\n \t\nc\nd\n")).isEqualTo("a b\n \t\nc\nd\n");
        }

        @Test
        void ends_paragraph_at_an_empty_line_of_an_inserted_file() {
            text.file("text/t", "x\n\ny\n");

            assertThat(text.body("%wrap%a $text t$ b\nc\n")).isEqualTo("a x\n\ny b\nc\n");
        }

        @Test
        void ends_paragraph_at_the_last_line_of_an_inserted_file_only_if_nothing_follows_it() {
            text.file("text/t", "x\n\n");

            assertThat(text.body("%wrap%a $text t$\nc\n")).isEqualTo("a x\n\nc\n");
            assertThat(text.body("%wrap%a $text t$ \t\nc\n")).isEqualTo("a x\n \t\nc\n");
            assertThat(text.body("%wrap%a $text t$ b\nc\n")).isEqualTo("a x b c\n");
        }

        @Test
        void skips_blanks_behind_a_condition_that_begins_a_line() {
            assertThat(text.body("%wrap%a\n%ifaction sub%  b%endif%\n  %ifaction sub% \t\nc%endif%\n"))
                    .isEqualTo("a b c\n");
        }

        @Test
        void keeps_tabs_and_several_spaces_inside_lines() {
            assertThat(text.body("%wrap 10%a\tb  c    dd e\n")).isEqualTo("a\tb  c   \ndd e\n");
        }

        @Test
        void counts_wide_characters_twice_when_told() {
            assertThat(text.body("%wrap 6%%wide%é é é\n")).isEqualTo("é é\né\n");
            assertThat(text.body("%wrap 6%é é é\n")).isEqualTo("é é é\n");
            assertThat(text.body("%wrap 6%%wide%%thin%é é é\n")).isEqualTo("é é é\n");
        }

        @Test
        void counts_characters_beyond_the_first_plane_once() {
            assertThat(text.body("%wrap 6%🐦🐦 🐦🐦 🐦\n")).isEqualTo("🐦🐦 🐦🐦\n🐦\n");
        }

        @Test
        void counts_ascii_even_if_declared_to_have_no_width() {
            assertThat(text.body("%zero abc\u0301%%wrap 6%aaa bbb\n")).isEqualTo("aaa\nbbb\n");
            assertThat(text.body("%zero \u0301%%zero x%%wrap 6%e\u0301e\u0301 e\u0301\n"))
                    .isEqualTo("e\u0301e\u0301\ne\u0301\n");
        }

        @Test
        void indents_by_columns_not_characters() {
            assertThat(text.body("%wide%春: %wrap 12%aaa bbb ccc\n")).isEqualTo("春: aaa bbb\n    ccc\n");
        }

        @Test
        void joins_headers_so_that_each_stays_one() {
            assertThat(text.mail("Subject: %wrap 20%a long subject of\nmany words\n\nbody\n"))
                    .isEqualTo("Subject: a long\n         subject of\n         many words\n\nbody\n");
        }
    }

    @Nested
    class Including {
        @Test
        void finds_texts_in_the_list_then_in_the_installed_ones() {
            text.list().path("library/default").toFile().mkdirs();
            text.list().path("library/en").toFile().mkdirs();
            text.file("library/en/one", "en").file("library/en/two", "en").file("library/en/three", "en");
            text.file("library/default/one", "default").file("library/default/two", "default");
            text.file("text/one", "list");

            assertThat(text.body("%text one%\n%text two%\n%text three%\n$text one$ $text two$ $text three$\n"))
                    .isEqualTo("list\ndefault\nen\nlist default en\n");
        }

        @Test
        void ends_line_before_a_missing_file() {
            assertThat(text.body("a %text nosuch% b\n  %control nosuch%\nc\n")).isEqualTo("a \nc\n");
            assertThat(text.problems()).containsExactly("template:1: %text nosuch% does not exist");
        }

        @Test
        void leaves_directive_and_tells_the_log_if_a_file_cannot_be_read() {
            assertThat(text.list().path("text/dir").toFile().mkdir()).isTrue();

            assertThat(text.body("a\n%text dir% b\n$text dir$ c\n")).isEqualTo("a\n%text dir% b\n$text dir$ c\n");
            assertThat(text.problems()).hasSize(2).allMatch(problem -> problem.contains("text dir"));
            assertThat(text.problems().get(0)).startsWith("template:2: %text dir% cannot be read: ");
            assertThat(text.problems().get(1)).startsWith("template:3: $text dir$ cannot be read: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%text self%", "a $text self$ b"})
        void inserts_nothing_for_a_text_that_includes_itself(String reference) {
            text.file("text/self", "<" + reference + ">\n");

            String body = text.body(reference + "\nend\n");

            assertThat(body).hasSizeLessThan(40).endsWith("end\n");
            assertThat(text.problems())
                    .singleElement()
                    .asString()
                    .contains("text/self:1: ")
                    .contains("includes itself");
        }

        @Test
        void inserts_nothing_for_texts_that_include_each_other() {
            text.file("text/a", "a%text b%\n").file("text/b", "b%text a%\n");

            assertThat(text.body("%text a%\nend\n")).isEqualTo("ab\nend\n");
        }

        @Test
        void stops_at_16_levels() {
            for (int i = 1; i <= 20; i++) {
                text.file("text/t" + i, i + "\n%text t" + (i + 1) + "%\n");
            }

            assertThat(text.body("%text t1%\n").lines().toList()).hasSize(16).endsWith("15", "16");
            assertThat(text.problems()).singleElement().asString().contains("more than 16 levels deep");
        }

        @Test
        void takes_a_thousand_files_and_no_more() {
            text.file("text/t", "line\n");

            assertThat(text.body("%text t%\n".repeat(1000))).isEqualTo("line\n".repeat(1000));
            assertThat(text.problems()).isEmpty();
            assertThat(text.body("%text t%\n".repeat(1001))).isEqualTo("line\n".repeat(1000));
            assertThat(text.problems()).containsExactly("template:1001: %text t% is one inclusion too many; left out");
        }

        @Test
        void stops_at_a_thousand_files() {
            // Each includes the next one ten times: ten thousand million lines.
            for (int i = 1; i <= 10; i++) {
                text.file("text/t" + i, ("%text t" + (i + 1) + "%\n").repeat(10));
            }
            text.file("text/t11", "line\n");

            assertThat(text.body("%text t1%\n").lines().count()).isLessThan(1000);
            assertThat(text.problems()).anyMatch(problem -> problem.contains("one inclusion too many"));
        }

        @Test
        void joins_included_lines_to_the_paragraph() {
            text.file("text/t", "  one\n  two\n\nthree\n");

            assertThat(text.body("- %wrap 20%zero\n  %text t%\nfour\n"))
                    .isEqualTo("- zero one two\n  \n  three\nfour\n");
        }

        @Test
        void wraps_inside_an_included_text_from_its_own_column() {
            text.file("text/t", "x %^%%wrap 14%aaaa bbbb cccc\n");

            assertThat(text.body("-- %text t%\n")).isEqualTo("-- aaaa bbbb\n   cccc\n");
        }

        @Test
        void does_not_follow_a_name_with_a_newline_into_the_log() {
            text.body("%text a\\u000ab%\n");

            assertThat(text.problems()).isEmpty();
        }
    }

    @Nested
    class Original {
        @ParameterizedTest
        @ValueSource(strings = {"%originalmail%", "%originalmail 2%", "$originalmail$"})
        void is_ordinary_text_where_there_is_none(String directive) {
            assertThat(text.body("a " + directive + "\n")).isEqualTo("a " + directive + "\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%originalmail 0%", "%originalmail x%", "%originalmail %", "%originalmail  2%"})
        void needs_a_number_of_lines(String directive) {
            text.original("From: a\n");

            assertThat(text.body("a " + directive + "\n")).isEqualTo("a " + directive + "\n");
        }

        @ParameterizedTest
        @CsvSource({"%originalmail 2%", "%originalmail2%"})
        void shows_its_first_lines(String directive) {
            text.original("one\ntwo\nthree\n");

            assertThat(text.body(directive + " dropped\nend\n")).isEqualTo("one\ntwo\nend\n");
        }

        @Test
        void ends_lines_with_lf_and_drops_nothing_but_nul() {
            text.original("a\r\nb\r\r\nc\rd\0e\r\n\r\n\u00e9\u0080 no end");

            assertThat(text.body("%originalmail%\nend\n")).isEqualTo("a\nb\nc\rde\n\n\u00e9\u0080 no end\nend\n");
        }

        @Test
        void ends_line_before_an_empty_one() {
            text.original("");

            assertThat(text.body("a\n  %originalmail%\nb %originalmail%\nc\n")).isEqualTo("a\nb \nc\n");
        }

        @Test
        void keeps_its_empty_lines_unless_a_condition_takes_the_last() {
            text.original("\na\n\n\n");

            assertThat(text.body("%originalmail%\nend\n")).isEqualTo("\na\n\n\nend\n");
            assertThat(text.body("%originalmail%\n%ifaction no%\nx\n%endif%\nend\n"))
                    .isEqualTo("\na\n\nend\n");
        }

        @Test
        void ends_the_headers_so_that_nobody_else_writes_them() {
            text.original("Bcc: v@example.org\n\nbody\n");

            assertThat(text.mail("Subject: x\n%originalmail%\n"))
                    .isEqualTo("Subject: x\n\nBcc: v@example.org\n\nbody\n");
            assertThat(text.problems()).singleElement().asString().startsWith("template:2: ");
        }

        @Test
        void is_joined_to_a_paragraph() {
            text.original("Subject: caf\u00c3\u00a9\nb\n\nc\n");

            assertThat(text.body("%wrap 20%a\n%originalmail%\nd\n")).isEqualTo("a Subject: café b\n\nc\nd\n");
        }

        @Test
        void in_a_paragraph_is_broken_even_where_it_has_no_blanks() {
            text.original("x".repeat(1_000_000));

            assertThat(text.body("%wrap 20%\n%originalmail%\n").lines())
                    .hasSizeGreaterThan(10)
                    .allMatch(line -> line.length() <= 70_000);
        }
    }

    @Nested
    class Items {
        @Test
        void are_ordinary_text_where_there_are_none() {
            assertThat(text.body("%moderators% %normalsubs% $moderators$\n"))
                    .isEqualTo("%moderators% %normalsubs% $moderators$\n");
        }

        @Test
        void let_the_line_vanish_if_there_are_no_items() {
            text.items(ItemList.MODERATORS);

            assertThat(text.body("a\nnobody: %moderators% %ifaction no%x%endif% y\nb\n"))
                    .isEqualTo("a\nb\n");
            assertThat(text.body("%wrap%a\nnobody: %moderators% z\nb\n")).isEqualTo("a b\n");
        }

        @Test
        void share_the_text_around_them_with_its_directives_carried_out_once() {
            text.items(ItemList.MODERATORS, "mira", "moe");

            assertThat(text.body("%ifaction sub%<%moderators%>%else%x%endif% $list$ %comment% y\nend\n"))
                    .isEqualTo("<mira> birds \n<moe> birds \nend\n");
        }

        @Test
        void come_once_per_line() {
            text.items(ItemList.MODERATORS, "mira", "moe").file("text/t", "included\n");

            assertThat(text.body("%moderators% %moderators% %text t%\n"))
                    .isEqualTo("mira %moderators% %text t%\nmoe %moderators% %text t%\n");
        }

        @Test
        void show_gatekeepers_under_the_old_name_of_both() {
            text.items(ItemList.GATEKEEPERS, "gil");

            assertThat(text.body("$moderators$ %gatekeepers%\n")).isEqualTo("gil %gatekeepers%\n");
        }

        @Test
        void are_joined_to_a_paragraph() {
            text.items(ItemList.MODERATORS, "mira@example.org", "moe@example.org");

            assertThat(text.body("%wrap 40%We asked\n%moderators%,\nwho will answer.\n"))
                    .isEqualTo("We asked mira@example.org,\nmoe@example.org, who will answer.\n");
        }

        @Test
        void make_a_paragraph_each_if_the_line_says_so() {
            text.items(ItemList.MODERATORS, "mira maria", "moe");

            assertThat(text.body("- %wrap 12%%moderators% of $list$%nowrap%\nend\n"))
                    .isEqualTo("- mira\n  maria of\n  birds\n- moe of\n  birds\nend\n");
        }

        @Test
        void keep_an_empty_item() {
            text.items(ItemList.DIGESTTHREADS, "a", "", "b");

            assertThat(text.body("%digestthreads%\n")).isEqualTo("a\n\nb\n");
            assertThat(text.body("- $digestthreads$\n")).isEqualTo("- a\n- \n- b\n");
        }

        @Test
        void are_indented_in_an_included_text() {
            text.items(ItemList.MODERATORS, "mira", "moe").file("text/t", "Asked:\n- %moderators%\n");

            assertThat(text.body("  %text t%\n")).isEqualTo("  Asked:\n  - mira\n  - moe\n");
        }
    }
}
