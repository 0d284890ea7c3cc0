package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jmlmmj.core.message.EncodedWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFieldTest {
    private static String subject(String value) {
        return HeaderField.of("Subject", value).wire();
    }

    /** What a receiver makes of it (RFC 5322 §2.2.3, RFC 2047 §6.2). */
    private static String received(String wire) {
        String unfolded = wire.replace("\n", "");
        return EncodedWords.decode(unfolded.substring(unfolded.indexOf(':') + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Welcome", "Field notes for example.org: part 2, or 3; A-Z", ""})
    void leaves_plain_subject_alone(String value) {
        assertThat(subject("  " + value + " \t")).isEqualTo("Subject: " + value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann@example.net | =?utf-8?q?ann=40example.net?=",
                "a (b) | =?utf-8?q?a_=28b=29?=",
                "what? | =?utf-8?q?what=3F?=",
                "a_b=c | =?utf-8?q?a=5Fb=3Dc?=",
                "café 🐦 | =?utf-8?q?caf=C3=A9_=F0=9F=90=A6?="
            })
    void encodes_subject_with_any_other_character(String value, String expected) {
        assertThat(subject(value)).isEqualTo("Subject: " + expected);
    }

    @Property
    void subject_comes_back_as_it_was(@ForAll @StringLength(max = 400) String text) {
        String value = clean(text);

        String wire = subject(value);

        assertThat(received(wire)).isEqualTo(value);
        assertThat(wire.lines()).allMatch(line -> line.length() <= 76);
        assertThat(wire.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 127));
        assertThat(wire.split("\n", -1)).noneMatch(String::isBlank);
    }

    @Property
    void subject_of_words_comes_back_as_it_was(@ForAll("words") String text) {
        String value = text.strip();

        String wire = subject(value);

        assertThat(received(wire)).isEqualTo(value);
        assertThat(wire.split("\n", -1)).noneMatch(String::isBlank);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> words() {
        return net.jqwik.api.Arbitraries.strings().withChars("ab.,:;-   ").ofMaxLength(600);
    }

    /** Without control characters and lone surrogates, which no value holds, and without blanks around it. */
    private static String clean(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) && c != 0x2028 && c != 0x2029)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .forEach(result::appendCodePoint);
        return result.toString().strip();
    }

    @Test
    void encoded_words_have_at_most_75_characters_and_whole_characters_only() {
        String wire = subject("春".repeat(100));

        for (String word : wire.substring("Subject: ".length()).split("\n ", -1)) {
            assertThat(word)
                    .hasSizeLessThanOrEqualTo(75)
                    .startsWith("=?utf-8?q?")
                    .endsWith("?=");
            assertThat(EncodedWords.decode(word)).matches("春+");
        }
    }

    @Test
    void folds_long_plain_subject_at_blanks() {
        String words = "word ".repeat(40).strip();

        String wire = subject(words);

        assertThat(wire.lines()).hasSize(3).allMatch(line -> line.length() <= 76);
        assertThat(received(wire)).isEqualTo(words);
    }

    @Test
    void encodes_plain_word_that_no_line_can_hold() {
        String word = "x".repeat(2000);

        assertThat(subject(word).lines()).allMatch(line -> line.length() <= 76);
        assertThat(received(subject(word))).isEqualTo(word);
    }

    @Test
    void unfolds_continued_subject_before_encoding() {
        HeaderField field = HeaderField.of("subject", " Vögel").continuedBy("   im\tHerbst ");

        assertThat(received(field.wire())).isEqualTo("Vögel im Herbst");
    }

    @Test
    void copies_other_headers_unchanged() {
        HeaderField field = HeaderField.of("X-Season", "  autumn ").continuedBy("\tand winter");

        assertThat(field.wire()).isEqualTo("X-Season:  autumn \n\tand winter");
    }

    @Test
    void encodes_text_of_other_headers() {
        HeaderField field = HeaderField.of("X-Season", " Frühling").continuedBy(" und " + "Winter ".repeat(20));

        assertThat(field.wire().chars()).allMatch(c -> c < 127);
        assertThat(received(field.wire())).isEqualTo(("Frühling und " + "Winter ".repeat(20)).strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jörg Müller <jo@example.net> | =?utf-8?q?J=C3=B6rg_M=C3=BCller?= <jo@example.net>",
                "\"Müller, Jörg\" <jo@example.net>, al@example.net"
                        + " | =?utf-8?q?M=C3=BCller=2C_J=C3=B6rg?= <jo@example.net>, al@example.net",
                "jo@example.net (Jörg) | jo@example.net (=?utf-8?q?J=C3=B6rg?=)",
                "\"a \\\"ü\\\" b\" <jo@example.net> | =?utf-8?q?a_=22=C3=BC=22_b?= <jo@example.net>",
                "jörg@example.net | jörg@example.net",
                "Ann <ann@example.net>, Ü <ue@example.net> | Ann <ann@example.net>, =?utf-8?q?=C3=9C?= <ue@example.net>",
                "Ü <open | =?utf-8?q?=C3=9C?= <open",
                "Ü (open | =?utf-8?q?=C3=9C?= (open"
            })
    void encodes_names_in_address_headers(String value, String expected) {
        assertThat(HeaderField.of("From", " " + value).wire()).isEqualTo("From: " + expected);
    }

    @Test
    void folds_long_names_in_address_headers() {
        String wire =
                HeaderField.of("To", " " + "Ü".repeat(60) + " <ue@example.net>").wire();

        assertThat(wire.lines().limit(2)).allMatch(line -> line.length() <= 76);
        assertThat(received(wire)).isEqualTo("Ü".repeat(60) + " <ue@example.net>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Message-ID", "MIME-Version"})
    void leaves_structured_headers_alone(String name) {
        assertThat(HeaderField.of(name, " text/plain; name=ü").wire()).isEqualTo(name + ": text/plain; name=ü");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject", "X-Any", "From", "Content-Type"})
    void lets_no_control_character_pass(String name) {
        HeaderField field = new HeaderField(name, List.of(" a\rb\nBcc: v@x\0\u0085\u2028\u2029\u007f", " c\n\nd"));

        assertThat(field.wire().replaceAll("\n (?=\\S|$)", ""))
                .doesNotContainPattern("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u2028\\u2029](?! c)");
        assertThat(field.wire().lines()).noneMatch(line -> line.startsWith("Bcc"));
    }
}
