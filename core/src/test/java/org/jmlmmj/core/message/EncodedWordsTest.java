package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text | plain text",
                "=?utf-8?Q?[my_list]_x?= | [my list] x",
                "=?UTF-8?b?W2JpcmRzXSBow6k=?= | [birds] hé",
                "=?iso-8859-1?q?caf=E9?= au lait | café au lait",
                "=?iso-8859-1*fr?q?caf=E9?= | café",
                "=?utf-8?q?a?= =?utf-8?q?b?= | ab",
                "=?utf-8?q?a?==?utf-8?q?b?= | ab",
                "=?utf-8?q?a?= b =?utf-8?q?c?= | a b c",
                "=?no-such-charset?q?a?= | =?no-such-charset?q?a?=",
                "=?utf-8?x?a?= | =?utf-8?x?a?=",
                "=?utf-8?q?=ZZ?= | =?utf-8?q?=ZZ?=",
                "=?utf-8?q?=C3?= | =?utf-8?q?=C3?=",
                "=?utf-8?q?open | =?utf-8?q?open",
                "=?=?=?utf-8?q?x?= | =?=?x",
                "=? | =?",
                "=?utf-8?q? | =?utf-8?q?",
                "=?utf-8?q??= end | ' end'"
            })
    void decodes(String encoded, String decoded) {
        assertThat(EncodedWords.decode(encoded)).isEqualTo(decoded);
    }

    @Test
    void decodes_an_encoded_line_feed_to_a_line_feed_which_callers_treat_as_data() {
        assertThat(EncodedWords.decode("=?utf-8?q?a=0Ab?=")).isEqualTo("a\nb");
    }

    @Test
    void survives_a_subject_made_of_word_starts() {
        String hostile = "=?".repeat(200_000) + "?q?";
        assertThat(EncodedWords.decode(hostile)).isEqualTo(hostile);
    }

    @Test
    void encodes_as_the_original_does() {
        assertThat(EncodedWords.encode("Tits & finches at birds@example.org, part 2"))
                .isEqualTo("=?utf-8?q?Tits_=26_finches_at_birds=40example.org,_part_2?=");
    }

    @Property
    void decoding_gives_back_what_was_encoded(@ForAll String text) {
        String valid = new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
        String encoded = EncodedWords.encode(valid);
        assertThat(EncodedWords.decode(encoded)).isEqualTo(valid);
        assertThat(encoded.split(" ")).allSatisfy(word -> assertThat(word).hasSizeLessThanOrEqualTo(75));
    }

    @Property
    void decoding_never_fails(@ForAll String text) {
        assertThat(EncodedWords.decode("=?utf-8?q?" + text)).isNotNull();
        assertThat(EncodedWords.decode(text)).isNotNull();
    }
}
