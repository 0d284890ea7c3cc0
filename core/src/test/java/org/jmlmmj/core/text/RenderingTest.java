package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the worked examples of spec 06 (golden files) do not show. */
class RenderingTest {
    @TempDir
    private Path folder;

    private TextFixture text;

    @BeforeEach
    void makeList() {
        text = TextFixture.in(folder);
    }

    @Nested
    class Values {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "$subject$",
                    "$list$ $control owner$",
                    "%control owner%",
                    "%originalmail%",
                    "%ifcontrol nope%",
                    "%endif%",
                    "%comment%",
                    "%^%",
                    "%moderators%",
                    "\\u0025control owner\\u0025",
                    "\\\\",
                    "%"
                })
        void shows_directives_in_a_subject_as_they_are(String subject) {
            text.value("subject", subject)
                    .items(ItemList.MODERATORS, "moe@example.org")
                    .original("From: ann\n");

            assertThat(text.body("<$subject$>%\nend\n")).isEqualTo("<" + subject + ">%\nend\n");
        }

        @Test
        void replaces_control_characters_in_values_by_blanks() {
            text.value("subject", "a\nBcc: v@example.org\r\n\u2028\u2029\0\u0085\tz");

            assertThat(text.mail("Subject: $subject$\n\n$subject$\n"))
                    .isEqualTo("Subject: a Bcc: v@example.org       z\n\na Bcc: v@example.org       z\n");
        }

        @Test
        void replaces_control_characters_in_items_by_blanks() {
            text.items(ItemList.NORMALSUBS, "a\n%control owner%", "$list$");

            assertThat(text.body("- %listsubs%\n")).isEqualTo("- a %control owner%\n- $list$\n");
        }

        @Test
        void leaves_dollar_of_unknown_name_and_goes_on_behind_it() {
            assertThat(text.body("$a$list$ $ $list$\n")).isEqualTo("$abirds $ birds\n");
        }

        @Test
        void knows_current_and_deprecated_names() {
            assertThat(text.body("$list$ $list+$ $domain$ $listaddr$ $listowner$ $helpaddr$ $faqaddr$ $listgetN$"))
                    .isEqualTo("birds birds+ example.org birds@example.org birds+owner@example.org"
                            + " birds+help@example.org birds+faq@example.org birds+get-N@example.org\n");
            assertThat(text.body("$listsubaddr$ $digestsubaddr$ $nomailsubaddr$"))
                    .isEqualTo("birds+subscribe@example.org birds+subscribe-digest@example.org"
                            + " birds+subscribe-nomail@example.org\n");
            assertThat(text.body("$listunsubaddr$ $digestunsubaddr$ $nomailunsubaddr$"))
                    .isEqualTo("birds+unsubscribe@example.org birds+unsubscribe-digest@example.org"
                            + " birds+unsubscribe-nomail@example.org\n");
        }

        @Test
        void gives_ordinary_addresses_for_the_feature_that_no_version_has() {
            assertThat(text.body("$listsubreleaseaddr$ $digestsubreleaseaddr$ $nomailsubreleaseaddr$"))
                    .isEqualTo("birds+subscribe@example.org birds+subscribe-digest@example.org"
                            + " birds+subscribe-nomail@example.org\n");
        }

        @Test
        void keeps_random_strings_within_one_mail() {
            String body = text.body("$random0$ $random0$ $random5$ $random6$");

            assertThat(body).isEqualTo("0000000000001234 0000000000001234 0000000000001234 $random6$\n");
        }

        @Test
        void keeps_line_that_is_an_empty_value() {
            assertThat(text.value("subject", "").body("a\n$subject$\nb\n")).isEqualTo("a\n\nb\n");
        }
    }

    @Nested
    class InsertedFiles {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "$control ../control/owner$",
                    "$control .hidden$",
                    "$control $",
                    "$control a/b$",
                    "$control  owner$",
                    "$text ../index$",
                    "%control ../control/owner%",
                    "%text .hidden%",
                    "%text a/b%",
                    "%control  owner%",
                    "%text%"
                })
        void refuses_names_that_lead_elsewhere(String reference) {
            text.file("control/.hidden", "secret\n").file("text/.hidden", "secret\n");

            assertThat(text.body("a " + reference + " b\n")).isEqualTo("a " + reference + " b\n");
        }

        @Test
        void takes_names_of_letters_digits_and_three_signs() {
            text.file("control/azAZ09_-.", "found\n");

            assertThat(text.body("$control azAZ09_-.$\n")).isEqualTo("found\n");
        }

        @Test
        void leaves_name_of_missing_file_and_tells_the_log() {
            assertThat(text.body("a\n$control nosuch$ $list$\n")).isEqualTo("a\n$control nosuch$ birds\n");
            assertThat(text.problems()).contains("template:2: $control nosuch$ does not exist");
        }

        @Test
        void inserts_nothing_for_empty_file() {
            assertThat(text.file("control/empty", "").body("[$control empty$]\n"))
                    .isEqualTo("[]\n");
        }

        @ParameterizedTest
        @CsvSource({"'a',a", "'a\n',a", "'a\r\n',a"})
        void removes_one_final_line_end(String content, String expected) {
            assertThat(text.file("control/motto", content).body("[$control motto$]\n"))
                    .isEqualTo("[" + expected + "]\n");
        }

        @Test
        void ends_line_at_each_line_end_inside() {
            assertThat(text.file("text/t", "a $list$\n\nc \\u00e9\n").body("[$text t$]\n"))
                    .isEqualTo("[a birds\n\nc é]\n");
        }

        @Test
        void makes_line_ends_spaces_in_headers() {
            text.file("control/motto", "Look up.\nBcc: v@example.org\n");

            assertThat(text.mail("Subject: $control motto$ \\u000aX: y\n\nbody\n"))
                    .isEqualTo("Subject: Look up. Bcc: v@example.org  X: y\n\nbody\n");
        }

        @Test
        void ends_line_of_the_body_at_an_escaped_line_end() {
            assertThat(text.body("a\\u000ab\\u000d\\u000ac %comment%x\\u000ad\n"))
                    .isEqualTo("a\nb\nc \nd\n");
        }

        @Test
        void drops_rest_of_the_line_behind_a_comment_in_the_file() {
            assertThat(text.file("text/t", "a%comment%b\nc%comment%d").body("[$text t$]\nend\n"))
                    .isEqualTo("[a\nc\nend\n");
        }

        @Test
        void opens_condition_in_one_file_and_closes_it_in_another() {
            text.file("text/open", "%ifaction unsub%").file("text/close", "%endif%");

            assertThat(text.body("a$text open$b\nc\n%text nosuch%%endif%d\n$text close$\n"))
                    .isEqualTo("a\nd\n$text close$\n".replace("$text close$", "%endif%"));
        }

        @Test
        void shows_items_of_a_directive_in_the_file() {
            text.items(ItemList.MODERATORS, "mira", "moe").file("text/t", "<%moderators%>");

            assertThat(text.body("($text t$)\n")).isEqualTo("(<mira>)\n(<moe>)\n");
        }
    }

    @Nested
    class Conditional {
        @ParameterizedTest
        @CsvSource({
            "%ifaction sub%,yes",
            "%ifaction SUB%,yes",
            "%ifaction unsub sub%,yes",
            "%ifaction  sub  %,yes",
            "%ifaction unsub %,no",
            "%ifnaction sub%,no",
            "%ifnaction unsub sub%,yes",
            "%ifnaction sub unsub%,no",
            "%ifreason admin%,yes",
            "%ifnreason admin%,no",
            "%iftype digest%,no",
            "%ifntype digest%,yes",
            "%ifcontrol owner%,yes",
            "%ifcontrol nosuch owner%,yes",
            "%ifcontrol nosuch%,no",
            "%ifncontrol owner%,no",
            "%ifncontrol nosuch owner%,yes",
            "%ifncontrol listaddress owner%,no"
        })
        void is_true_or_false(String condition, String expected) {
            assertThat(text.body(condition + "yes%else%no%endif%\n")).isEqualTo(expected + "\n");
        }

        @ParameterizedTest
        @CsvSource({
            "%ifaction x%,no",
            "%ifreason x y%,no",
            "%iftype x%,no",
            "%ifnaction x%,yes",
            "%ifnreason x%,yes",
            "%ifntype x y%,yes"
        })
        void finds_no_match_in_a_part_that_the_mail_lacks(String condition, String expected) {
            text.name(TextName.of("help"));

            assertThat(text.body(condition + "yes%else%no%endif%\n")).isEqualTo(expected + "\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%ifreason a/b%", "%ifaction%", "%ifaction %", "%ifcontrol ../x%", "%ifany x%"})
        void leaves_what_is_no_condition_with_its_end(String condition) {
            assertThat(text.body("a " + condition + " b %endif%\n")).isEqualTo("a " + condition + " b %endif%\n");
        }

        @Test
        void counts_what_cannot_be_looked_for_as_missing_and_tells_the_log() throws IOException {
            Files.createSymbolicLink(text.list().path("control/circle"), Path.of("circle"));

            assertThat(text.body("%ifcontrol circle%yes%else%no%endif%\n")).isEqualTo("no\n");
            assertThat(text.problems())
                    .singleElement()
                    .asString()
                    .contains("control/circle: cannot be looked for and counts as missing");
        }

        @Test
        void counts_folders_as_control_files() {
            assertThat(text.list().path("control/dir").toFile().mkdir()).isTrue();

            assertThat(text.body("%ifcontrol dir%yes%endif%\n")).isEqualTo("yes\n");
        }

        @Test
        void does_not_evaluate_conditions_inside_suppressed_text() {
            assertThat(text.body("%ifaction no%a%ifaction sub%b%else%c%endif%d%else%e%endif%\n"))
                    .isEqualTo("e\n");
        }

        @Test
        void toggles_at_each_else() {
            assertThat(text.body("%ifaction sub%1%else%2%else%3%else%4%endif%\n"))
                    .isEqualTo("13\n");
        }

        @Test
        void leaves_else_and_endif_without_condition() {
            assertThat(text.body("a%else%b%endif%\n")).isEqualTo("a%else%b%endif%\n");
        }

        @Test
        void recognises_nothing_else_in_suppressed_text() {
            assertThat(text.body("%ifaction no%$list %comment% \\%endif%x%endif%\n"))
                    .isEqualTo("x%endif%\n");
        }

        @Test
        void gives_suppressed_text_no_width() {
            text.items(ItemList.MODERATORS, "moe");

            assertThat(text.body("%ifaction no%100% \\ %endif%%moderators%\n")).isEqualTo("moe\n");
            assertThat(text.body("%ifaction no%100%  %endif%%wrap 20%aaaaaaaaaa bbbbbbbbbb\n"))
                    .isEqualTo("aaaaaaaaaa\nbbbbbbbbbb\n");
        }

        @Test
        void closes_at_the_end_of_the_text_and_tells_the_log_where_it_began() {
            assertThat(text.body("a\n%ifaction no%\nb\n")).isEqualTo("a\n");
            assertThat(text.problems()).containsExactly("template:2: the condition has no %endif%");
        }

        @Test
        void is_shared_by_headers_and_body() {
            assertThat(text.mail("Subject: x\n%ifaction no%\nX: y\n\nbody\n%endif%\n\nrest\n"))
                    .isEqualTo("Subject: x\n\nrest\n");
        }
    }

    @Nested
    class EmptyLines {
        @ParameterizedTest
        @CsvSource({
            "%comment%",
            "%wrap%",
            "$subject$",
            "\\ ",
            "\\/",
            "\\=",
            "\\x",
            "%nowrap%",
            "%ww%",
            "%thin%",
            "%zero x%",
            "x",
        })
        void stay_before_anything_but_conditions(String something) {
            text.value("subject", "");
            String shown = text.body("A\n\n%ifaction no%%endif%" + something + "\nC\n");

            assertThat(text.body("A\n\n" + something + "%ifaction no%%endif%\nC\n"))
                    .startsWith("A\n\n");
            assertThat(shown).startsWith("A\n");
        }

        @Test
        void stay_before_a_file_that_is_empty() {
            text.file("text/e", "");

            assertThat(text.body("a\n\n$text e$%ifaction no%x%endif%\nb\n")).isEqualTo("a\n\nb\n");
            assertThat(text.body("a\n\n%ifaction no%x%endif%\nb\n")).isEqualTo("a\nb\n");
        }

        @Test
        void stay_before_a_line_of_spaces() {
            assertThat(text.body("A\n\n \n%ifaction no%\nx\n%endif%\nC\n")).isEqualTo("A\n\n \nC\n");
        }

        @Test
        void disappear_one_for_each_condition_that_came_to_nothing() {
            assertThat(text.body("A\n\n\n%ifaction no%x%endif%\n%ifaction no%y%endif%\nC\n"))
                    .isEqualTo("A\n\nC\n");
        }

        @Test
        void stay_after_the_headers() {
            assertThat(text.mail("Subject: x\n\n%ifaction no%\nx\n%endif%\nC\n"))
                    .isEqualTo("Subject: x\n\nC\n");
        }

        @Test
        void stay_at_the_end_of_a_text() {
            assertThat(text.body("A\n\n\n")).isEqualTo("A\n\n\n");
        }

        @Test
        void of_an_included_file_disappear_for_a_condition_of_the_including_one() {
            text.file("text/t", "A\n\n");

            assertThat(text.body("%text t%\n%ifaction no%\nx\n%endif%\nC\n")).isEqualTo("A\nC\n");
        }

        @Test
        void of_a_wrapped_paragraph_stay() {
            assertThat(text.body("%wrap 1% x\n%ifaction no%y%endif%\n")).isEqualTo("\nx\n");
        }

        @Test
        void are_counted_behind_the_condition_on_its_line() {
            assertThat(text.body("A\n\n%ifaction no%\nx\n%endif%tail\n")).isEqualTo("A\ntail\n");
        }
    }

    @Nested
    class Hostile {
        @Test
        @Tag("heavy")
        @Timeout(60)
        void text_of_a_million_signs_takes_time_in_proportion() {
            String signs = "%1$2".repeat(250_000);
            String body = text.body(signs + "\n" + "\\".repeat(1_000_000) + "\n" + "%a".repeat(500_000));

            assertThat(body.length()).isEqualTo(1_000_001 + 500_001 + 1_000_001);
        }

        @Test
        @Tag("heavy")
        @Timeout(60)
        void paragraph_of_a_million_words_takes_time_in_proportion() {
            String body = text.body("%wrap 20%" + "word ".repeat(1_000_000) + "\n" + "x".repeat(1_000_000) + "\n");

            assertThat(body.lines().filter(line -> line.length() < 20).count()).isEqualTo(250_000);
        }

        @Test
        @Tag("heavy")
        @Timeout(60)
        void paragraph_of_a_million_characters_without_width_takes_time_in_proportion() {
            String marks = "\u0301".repeat(1_000_000);

            String body = text.body("%zero \u0301%%wrap 5%a " + marks + "b c d e f g\n");

            assertThat(body.replace("\u0301", "")).isEqualTo("a b\nc d\ne f\ng\n");
        }

        @Test
        void reports_each_problem_once_and_not_without_end() {
            text.body("%nobody%\n%nobody%\n" + "%else%\n".repeat(1000));

            assertThat(text.problems())
                    .hasSize(20)
                    .startsWith(
                            "template:1: %nobody% means nothing in this text and is left as it is",
                            "template:2: %nobody% means nothing in this text and is left as it is");
            assertThat(text.problems().get(19)).endsWith("(further problems are not shown)");
        }

        @Test
        void tells_directives_from_percentages() {
            text.body("50% to 60% of $5 or $6, 5%off and 10%off, 100%\n");

            assertThat(text.problems()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "%nowarp%",
                    "%a0+%",
                    "$zone9$",
                    "%wrap x%",
                    "%wrap 0%",
                    "%text a/b%",
                    "%iftype a/b%",
                    "$subjet$",
                    "%moderators%"
                })
        void reports_what_looks_like_a_directive(String mistake) {
            assertThat(text.body("x\ny " + mistake + " z\n")).isEqualTo("x\ny " + mistake + " z\n");
            assertThat(text.problems())
                    .containsExactly("template:2: " + mistake + " means nothing in this text and is left as it is");
        }
    }
}
