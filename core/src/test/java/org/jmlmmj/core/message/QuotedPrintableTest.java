package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.junit.jupiter.api.Test;

class QuotedPrintableTest {
    private static String decode(String encoded) {
        return new String(
                QuotedPrintableDecoder.decode(encoded.getBytes(ISO_8859_1)).octets(), ISO_8859_1);
    }

    private static String encode(String text) {
        return new String(QuotedPrintable.encode(text.getBytes(ISO_8859_1), LineEnd.LF), ISO_8859_1);
    }

    private static boolean isValid(String encoded) {
        return QuotedPrintableDecoder.decode(encoded.getBytes(ISO_8859_1)).isValid();
    }

    @Test
    void decodes_octets_soft_breaks_and_padding() {
        assertThat(decode("a=3Db=e9=E9 = \t\r\n c=\n \t\nd \t ")).isEqualTo("a=b\u00e9\u00e9  c\nd");
    }

    @Test
    void an_equals_sign_that_means_nothing_stays() {
        assertThat(decode("1=1=ZZ=4")).isEqualTo("1=1=ZZ=4");
        assertThat(isValid("1=1")).isFalse();
        assertThat(isValid("a=")).isTrue();
    }

    @Test
    void encodes_equals_signs_blanks_at_line_ends_and_single_returns() {
        assertThat(encode("a=b \nc\t\r\nd\re ")).isEqualTo("a=3Db=20\nc=09\r\nd=0De=20");
    }

    @Test
    void lines_of_76_characters_are_not_broken_and_longer_ones_are() {
        assertThat(encode("x".repeat(76) + "\n")).isEqualTo("x".repeat(76) + "\n");
        assertThat(encode("x".repeat(77))).isEqualTo("x".repeat(75) + "=\nxx");
        assertThat(encode("x".repeat(74) + "\u00e9")).isEqualTo("x".repeat(74) + "=\n=E9");
        assertThat(encode("x".repeat(73) + "\u00e9")).isEqualTo("x".repeat(73) + "=E9");
    }

    @Property
    void what_was_encoded_decodes_to_the_same(@ForAll("texts") String text) throws IOException {
        String encoded = encode(text);
        assertThat(decode(encoded)).isEqualTo(text);
        assertThat(isValid(encoded)).isTrue();
        assertThat(encoded.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
        assertThat(encoded).matches("[\\x20-\\x7e\\r\\n\\t]*");
    }

    /** mime4j as the other opinion; it gives CR LF whatever the line ends were. */
    @Property
    void mime4j_understands_it(@ForAll("texts") String text) throws IOException {
        byte[] encoded = encode(text).getBytes(ISO_8859_1);
        byte[] theirs = new QuotedPrintableInputStream(new ByteArrayInputStream(encoded)).readAllBytes();
        assertThat(lines(new String(theirs, ISO_8859_1))).isEqualTo(lines(text));
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    /** Any octets, valid or not, in front of and behind the place. */
    @Property
    void text_inserted_anywhere_appears_there_and_changes_nothing_else(
            @ForAll("encodedTexts") String encoded, @ForAll @IntRange(max = 200) int place) {
        byte[] octets = encoded.getBytes(ISO_8859_1);
        String text = decode(encoded);
        int at = Math.min(place, text.length());
        at = text.startsWith("\r\n", at - 1) ? at + 1 : at;
        int end = at == text.length()
                ? octets.length
                : QuotedPrintableDecoder.decode(octets, at).end();
        byte[] before = Arrays.copyOf(octets, end);
        byte[] inserted = QuotedPrintable.insertion(before, "F\u00e9=\n".getBytes(ISO_8859_1), LineEnd.LF);
        String result = encoded.substring(0, end) + new String(inserted, ISO_8859_1) + encoded.substring(end);
        assertThat(decode(result))
                .startsWith(text.substring(0, at))
                .contains("F\u00e9=\n")
                .endsWith(text.substring(at));
        assertThat(decode(result).replaceFirst("F\u00e9=\n", "").replaceAll("[ \t]", ""))
                .isEqualTo(text.replaceAll("[ \t]", ""));
    }

    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab= \t\r\n.-\u00e9\0").ofMaxLength(300);
    }

    @Provide
    static Arbitrary<String> encodedTexts() {
        return Arbitraries.of("a", "b", "=3D", "=E9", " ", "\t", "=\n", "= \r\n", "\n", "\r\n", "-")
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces));
    }
}
