package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the dialect table of spec 02 §5.3; {@link PosixPatternGlibcTest} compares many more expressions. */
class PosixPatternTest {
    private static boolean found(String expression, String text) {
        return PosixPattern.of(expression).isIn(text);
    }

    private static void assertRefused(String expression, String reason) {
        assertThatThrownBy(() -> PosixPattern.of(expression))
                .isInstanceOfSatisfying(
                        UnusablePatternException.class,
                        e -> assertThat(e.reason()).contains(reason));
    }

    @Test
    void finds_anywhere_in_the_text() {
        assertThat(found("spam", "Subject: no spam here")).isTrue();
        assertThat(found("spam", "Subject: no ham here")).isFalse();
    }

    @Test
    void empty_expression_matches_every_text() {
        assertThat(found("", "")).isTrue();
        assertThat(found("", "Subject: x")).isTrue();
    }

    @Test
    void folds_ascii_letters_only() {
        assertThat(found("SuBjEcT: k", "subject: K")).isTrue();
        assertThat(found("\u00e4", "\u00c4")).isFalse();
        assertThat(found("\u00c4", "\u00e4")).isFalse();
        assertThat(found("[\u00e0-\u00ff]", "\u00c4")).isFalse();
        assertThat(found("\u00b5", "\u039c")).isFalse();
    }

    @Test
    void does_not_fold_letters_outside_ascii_to_ascii_letters() {
        assertThat(found("k", "\u212a")).isFalse();
        assertThat(found("s", "\u017f")).isFalse();
        assertThat(found("i", "\u0130")).isFalse();
    }

    @Test
    void compares_octet_by_octet() {
        String umlaut = "\u00c3\u00a4";
        assertThat(found("^.$", umlaut)).isFalse();
        assertThat(found("^..$", umlaut)).isTrue();
        assertThat(found("^[" + umlaut + "]$", "\u00c3")).isTrue();
    }

    @Test
    void dot_matches_every_octet() {
        for (char c = 0; c < 256; c++) {
            assertThat(found("^a.b$", "a" + c + "b")).as("octet %d", (int) c).isTrue();
        }
    }

    @Test
    void anchors_mean_the_ends_of_the_header_wherever_they_stand() {
        assertThat(found("^a", "ba")).isFalse();
        assertThat(found("b$", "ba")).isFalse();
        assertThat(found("a^b", "a^b")).isFalse();
        assertThat(found("a$b", "a$b")).isFalse();
        assertThat(found("x|^b", "ba")).isTrue();
        assertThat(found("(a|^)b", "b")).isTrue();
        assertThat(found("a(b|$)", "ca")).isTrue();
        assertThat(found("c*^b", "b")).isTrue();
    }

    @Test
    void line_feeds_are_no_ends_of_the_header() {
        assertThat(found("^b", "a\nb")).isFalse();
        assertThat(found("a$", "a\nb")).isFalse();
        assertThat(found("a$", "a\n")).isFalse();
        assertThat(found("\\<b$", "a\nb\n")).isFalse();
        assertThat(found("\\<b.c\\>", "b\nc")).isTrue();
    }

    @Test
    void backslash_in_brackets_is_literal() {
        assertThat(found("^[\\]$", "\\")).isTrue();
        assertThat(found("^[\\d]$", "d")).isTrue();
        assertThat(found("^[\\d]$", "5")).isFalse();
        assertThat(found("^[\\]]$", "\\]")).isTrue();
        assertThat(found("^[\\n]$", "n")).isTrue();
    }

    @Test
    void closing_bracket_is_literal_when_it_stands_first() {
        assertThat(found("^[]a]+$", "]a")).isTrue();
        assertThat(found("^[^]a]$", "]")).isFalse();
        assertThat(found("^[^]a]$", "b")).isTrue();
    }

    @Test
    void characters_special_to_java_are_literal_in_brackets() {
        assertThat(found("^[a&&b]$", "&")).isTrue();
        assertThat(found("^[a[b]$", "[")).isTrue();
        assertThat(found("^[b^]$", "^")).isTrue();
        assertThat(found("^[-b]$", "-")).isTrue();
        assertThat(found("^[b-]$", "-")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alpha, aZ, 0_ \u00e4",
        "lower, aZ, 0_",
        "upper, aZ, 0_",
        "digit, 09, a_",
        "alnum, aZ09, _-\u00e4",
        "xdigit, afAF09, gG",
        "punct, !/:@[`{~_, a0",
        "graph, !~a0, \u00a0",
        "print, !~a0, \u007f\u00a0",
        "cntrl, '\u0001\u001f\u007f', 'a\u0080'",
        "space, '\t\u000b\r ', a",
        "blank, '\t ', '\r'"
    })
    void knows_named_classes(String name, String members, String others) {
        PosixPattern pattern = PosixPattern.of("^[[:" + name + ":]]$");
        PosixPattern negated = PosixPattern.of("^[^[:" + name + ":]]$");

        assertThat(members.chars().mapToObj(Character::toString)).allMatch(pattern::isIn);
        assertThat(members.chars().mapToObj(Character::toString)).noneMatch(negated::isIn);
        assertThat(others.chars().mapToObj(Character::toString)).noneMatch(pattern::isIn);
        assertThat(others.chars().mapToObj(Character::toString)).allMatch(negated::isIn);
    }

    @Test
    void collating_symbols_and_equivalence_classes_stand_for_one_character() {
        assertThat(found("^[[.-.]]$", "-")).isTrue();
        assertThat(found("^[[.].]]$", "]")).isTrue();
        assertThat(found("^[[...]]$", ".")).isTrue();
        assertThat(found("^[[=a=]]$", "A")).isTrue();
        assertThat(found("^[[.a.]-[.c.]]$", "b")).isTrue();
    }

    @Test
    void ranges_go_from_capital_to_capital() {
        assertThat(found("^[A-z]$", "_")).isFalse();
        assertThat(found("^[A-z]$", "q")).isTrue();
        assertThat(found("^[a-C]$", "B")).isTrue();
        assertThat(found("^[+-a]$", "a")).isTrue();
        assertThat(found("^[+-a]$", "b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[c-a]", "[_-a]", "[a-c-e]", "[[=a=]-c]", "[a-[=c=]]", "[[:alpha:]-z]", "[a-[:digit:]]"})
    void refuses_ranges_that_are_none(String expression) {
        assertRefused(expression, "range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[:foo:]]", "[[:ALPHA:]]", "[[::]]"})
    void refuses_unknown_classes(String expression) {
        assertRefused(expression, "unknown class");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[.space.]]", "[[.ab.]]", "[[=ab=]]", "[[..]]", "[[==]]"})
    void refuses_collating_symbols_of_several_characters(String expression) {
        assertRefused(expression, "anything but one character");
    }

    @Test
    void knows_word_and_space_operators() {
        assertThat(found("^\\w+$", "a_Z9")).isTrue();
        assertThat(found("\\w", "-\u00e4")).isFalse();
        assertThat(found("^\\W+$", "-\u00e4 ")).isTrue();
        assertThat(found("^\\s+$", " \t\u000b")).isTrue();
        assertThat(found("^\\S$", "a")).isTrue();
        assertThat(found("\\S", " ")).isFalse();
    }

    @Test
    void knows_word_edges() {
        assertThat(found("\\bspam\\b", "no spam.")).isTrue();
        assertThat(found("\\bspam", "nospam")).isFalse();
        assertThat(found("\\Bspam", "nospam")).isTrue();
        assertThat(found("\\B", "a")).isFalse();
        assertThat(found("\\B", "-")).isTrue();
    }

    @Test
    void tells_beginnings_of_words_from_their_ends() {
        assertThat(found("\\<spam\\>", "no spam.")).isTrue();
        assertThat(found("\\<spam", "nospam")).isFalse();
        assertThat(found("spam\\>", "spams")).isFalse();
        assertThat(found("a\\<", "a b")).isFalse();
        assertThat(found("\\>b", "a b")).isFalse();
        assertThat(found("a\\> \\<b", "a b")).isTrue();
        assertThat(found("\\<(-a|b)", "-a")).isFalse();
        assertThat(found("\\<(-a|a)", "-a")).isTrue();
        assertThat(found("^\\<a\\>$", "A")).isTrue();
        assertThat(found("\\<", "")).isFalse();
        assertThat(found("\\>", "--")).isFalse();
        assertThat(found("\\>\\B", "a-")).isFalse();
        assertThat(found("\\<x|\\B", "a-a")).isFalse();
        assertThat(found("\\<x|\\B", "a--a")).isTrue();
        assertThat(found("\\<a.\\>", "a\u00e4")).isFalse();
        assertThat(found("\\<a..\\>", "a\u00e4b")).isTrue();
    }

    @Test
    void backtick_and_apostrophe_mean_the_ends_of_the_header() {
        assertThat(found("\\`a\\'", "a")).isTrue();
        assertThat(found("\\`a", "ba")).isFalse();
        assertThat(found("b\\'", "ba")).isFalse();
    }

    @Test
    void escaped_punctuation_is_literal() {
        String punctuation = "!\"#$%&()*+,-./:;=?@[]^_{|}~\\ \u00e4";
        for (int i = 0; i < punctuation.length(); i++) {
            char c = punctuation.charAt(i);
            assertThat(found("^\\" + c + "$", "" + c)).as("octet %c", c).isTrue();
            assertThat(PosixPattern.of("\\" + c).warnings()).isEmpty();
        }
    }

    @Test
    void escaped_letters_and_digits_that_are_no_operators_count_as_themselves_with_a_warning() {
        assertThat(found("^\\d\\t\\0$", "DT0")).isTrue();
        assertThat(found("\\d", "5")).isFalse();
        assertThat(found("\\x41", "A")).isFalse();
        assertThat(PosixPattern.of("\\d\\S\\Q").warnings()).hasSize(2).allMatch(text -> text.startsWith("\\"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a)\\1", "(a)\\2", "\\9"})
    void refuses_back_references(String expression) {
        assertRefused(expression, "back reference \\" + expression.charAt(expression.length() - 1));
    }

    @Test
    void knows_counts() {
        assertThat(found("^a{2,3}$", "aa")).isTrue();
        assertThat(found("^a{2,3}$", "aaaa")).isFalse();
        assertThat(found("^a{,2}$", "")).isTrue();
        assertThat(found("^a{,2}$", "aaa")).isFalse();
        assertThat(found("^a{2,}$", "aaaaa")).isTrue();
        assertThat(found("^a{2,}$", "a")).isFalse();
        assertThat(found("^a{,}$", "aaaaa")).isTrue();
        assertThat(found("^ba{0}$", "b")).isTrue();
        assertThat(found("^ba{0}$", "ba")).isFalse();
        assertThat(found("^(ab){01}$", "ab")).isTrue();
        assertThat(found("^a}$", "a}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1000, 1001, 2000, 2001})
    void counts_exactly_beyond_the_limit_of_the_search_engine(int count) {
        assertThat(found("^a{" + count + "}$", "a".repeat(count))).isTrue();
        assertThat(found("^a{" + count + "}$", "a".repeat(count - 1))).isFalse();
        assertThat(found("^a{" + count + "}$", "a".repeat(count + 1))).isFalse();
        assertThat(found("^a{" + count + ",}$", "a".repeat(count - 1))).isFalse();
        assertThat(found("^a{" + count + ",}$", "a".repeat(count + 2000))).isTrue();
    }

    @Test
    void optional_counts_are_exact_beyond_the_limit_of_the_search_engine() {
        assertThat(found("^a{,1150}$", "a".repeat(1150))).isTrue();
        assertThat(found("^a{,1150}$", "a".repeat(1151))).isFalse();
        assertThat(found("^a{1100,1700}$", "a".repeat(1099))).isFalse();
        assertThat(found("^a{1100,1700}$", "a".repeat(1700))).isTrue();
        assertThat(found("^a{1100,1700}$", "a".repeat(1701))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a{", "a{b", "a{1", "a{1,", "a{1,2", "a{1a}", "a{ 1}", "a{-1}", "a{3,2}", "a{1,2,3}", "a{}"})
    void refuses_braces_that_are_no_count(String expression) {
        assertRefused(expression, "{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{32768}", "a{,32768}", "a{1,99999}", "a{99999999999999999999}", "(){40000}"})
    void refuses_counts_above_the_limit_of_glibc(String expression) {
        assertRefused(expression, "count above 32767");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*a", "+a", "?a", "{1}a", "(*a)", "(?:a)", "a|*b", "a|{1}", "^*", "$+", "a\\b?", "\\<{2}", "\\`*"
            })
    void refuses_repetition_of_nothing(String expression) {
        assertRefused(expression, "nothing to repeat");
    }

    @Test
    void repetitions_can_be_repeated() {
        assertThat(found("^a**$", "aaa")).isTrue();
        assertThat(found("^a+?$", "")).isTrue();
        assertThat(found("^a+?$", "aaa")).isTrue();
        assertThat(found("^a{2}{3}$", "aaaaaa")).isTrue();
        assertThat(found("^a{2}{3}$", "aaaaa")).isFalse();
    }

    @Test
    void anchors_in_groups_can_be_repeated() {
        assertThat(found("(^)*a", "ba")).isTrue();
        assertThat(found("(^)+a", "ba")).isFalse();
        assertThat(found("(\\<)*a", "ba")).isTrue();
        assertThat(found("(\\<)+a", "ba")).isFalse();
    }

    @Test
    void anchor_holds_in_every_copy_of_a_counted_group() {
        assertThat(found("(^.){2}", "ab")).isFalse();
        assertThat(found("(^.){1}", "ab")).isTrue();
    }

    @Test
    void empty_alternatives_and_groups_match_the_empty_text() {
        assertThat(found("^(a|)b$", "b")).isTrue();
        assertThat(found("^(|a)b$", "ab")).isTrue();
        assertThat(found("^a()b$", "ab")).isTrue();
        assertThat(found("a|", "x")).isTrue();
        assertThat(found("^(()){3}()*$", "")).isTrue();
    }

    @Test
    void closing_parenthesis_without_an_opening_one_is_literal() {
        assertThat(found("^a)$", "a)")).isTrue();
        assertThat(found("^)*$", ")))")).isTrue();
        assertThat(found("^(a))$", "a)")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a", "((a)", "a|(b"})
    void refuses_an_open_group(String expression) {
        assertRefused(expression, "( without its )");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[a",
                "[]",
                "[]a",
                "[^]",
                "[^",
                "[a-",
                "[[:alpha:]",
                "[[:alpha",
                "[[.",
                "[[.a",
                "[[=a]",
                "[[:]"
            })
    void refuses_open_brackets(String expression) {
        assertRefused(expression, "[ without its ]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "\\\\\\"})
    void refuses_a_single_backslash_at_the_end(String expression) {
        assertRefused(expression, "single backslash");
    }

    @Test
    void set_of_no_octets_matches_nothing() {
        assertThat(found("[^\u0000-\u00ff]", "abc\u00ff")).isFalse();
        assertThat(found("x|[^\u0000-\u00ff]*y", "y")).isTrue();
        assertThat(found("\\<[^\u0000-\u00ff]", "abc")).isFalse();
    }

    @Test
    void text_special_to_the_search_engine_is_literal() {
        assertThat(found("^\\\\Q\\.", "\\Q.")).isTrue();
        assertThat(found("#", "#")).isTrue();
        assertThat(found("^[[:alpha:]\\pL]$", "\\")).isTrue();
    }

    @Test
    void refuses_characters_that_are_no_octets() {
        assertRefused("\u20ac", "no octets");
    }
}
