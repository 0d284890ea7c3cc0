package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class PosixPatternPropertyTest {
    @Property(tries = 2000)
    void translation_refuses_with_a_reason_or_gives_a_pattern_that_can_search(
            @ForAll("expressions") String expression, @ForAll("octets") String text) {
        try {
            PosixPattern pattern = PosixPattern.of(expression);

            assertThat(pattern.stepsPerOctet()).isPositive();
            assertThat(pattern.isIn(text)).isIn(true, false);
        } catch (UnusablePatternException e) {
            assertThat(e.reason()).isNotBlank();
        }
    }

    @Property
    void any_octets_are_refused_or_can_be_searched(@ForAll("octets") String expression, @ForAll("octets") String text) {
        translation_refuses_with_a_reason_or_gives_a_pattern_that_can_search(expression, text);
    }

    @Property
    void any_characters_are_refused_or_can_be_searched(@ForAll String expression) {
        translation_refuses_with_a_reason_or_gives_a_pattern_that_can_search(expression, "a");
    }

    @Property
    void quoted_text_is_found_exactly_where_it_is(
            @ForAll("octets") String before, @ForAll("octets") String wanted, @ForAll("octets") String after) {
        PosixPattern pattern = PosixPattern.of("^" + quote(before + wanted) + quote(after) + "$");

        assertThat(pattern.isIn(before + wanted + after)).isTrue();
        assertThat(pattern.isIn(before + wanted + after + "x")).isFalse();
        assertThat(PosixPattern.of(quote(wanted)).isIn(before + wanted + after)).isTrue();
    }

    @Property
    void case_of_ascii_letters_makes_no_difference(
            @ForAll("expressions") String expression, @ForAll @CharRange(from = ' ', to = '~') String text) {
        try {
            PosixPattern pattern = PosixPattern.of(expression);

            assertThat(pattern.isIn(text.toUpperCase(Locale.ROOT))).isEqualTo(pattern.isIn(text));
            assertThat(pattern.isIn(text.toLowerCase(Locale.ROOT))).isEqualTo(pattern.isIn(text));
        } catch (UnusablePatternException e) {
            assertThat(e.reason()).isNotBlank();
        }
    }

    /** Frames only tell more about places; what both forms can say must mean the same in both. */
    @Property
    void framed_form_finds_the_same_as_the_plain_form(
            @ForAll("expressions") String expression,
            @ForAll @StringLength(max = 20) @CharRange(from = ' ', to = '~') String text) {
        try {
            boolean plain = PosixPattern.of(expression).isIn(text);

            assertThat(PosixPattern.of(expression + "|\\>[^\u0000-\u00ff]").isIn(text))
                    .isEqualTo(plain);
        } catch (UnusablePatternException e) {
            assertThat(e.reason()).isNotBlank();
        }
    }

    private static String quote(String octets) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            boolean operatorWhenEscaped = OctetSet.isWord(c) || "<>`'".indexOf(c) >= 0;
            quoted.append(operatorWhenEscaped ? "" : "\\").append(c);
        }
        return quoted.toString();
    }

    @Provide
    Arbitrary<String> octets() {
        return Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "K",
                        "-",
                        "_",
                        " ",
                        "\u00e4",
                        ".",
                        "[ab]",
                        "[^a]",
                        "[",
                        "]",
                        "[[:alpha:]",
                        "[.-.]",
                        "[=a=]",
                        "a-z",
                        "^",
                        "$",
                        "(",
                        ")",
                        "(",
                        ")",
                        "|",
                        "*",
                        "+",
                        "?",
                        "{2}",
                        "{1,3}",
                        "{,",
                        "{",
                        "}",
                        "{1000}",
                        "{40}",
                        "\\",
                        "\\w",
                        "\\W",
                        "\\b",
                        "\\B",
                        "\\<",
                        "\\>",
                        "\\`",
                        "\\'",
                        "\\1",
                        "\\d",
                        "\\Q",
                        "\\E",
                        "(?i)",
                        "\\p{L}",
                        "\\x{10ffff}")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
