package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextDecoderTest {
    private static List<String> lines(String text) {
        return TextDecoder.lines(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each character one octet. */
    private static List<String> octets(String octets) {
        return TextDecoder.lines(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void ends_lines_at_lf_cr_and_both() {
        assertThat(lines("a\nb\rc\r\nd\n\n")).containsExactly("a", "b", "c", "d", "");
        assertThat(lines("a\r\rb")).containsExactly("a", "", "b");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void skips_byte_order_mark_at_the_start_only() {
        assertThat(lines("\ufeffSubject: x\n\ufeff")).containsExactly("Subject: x", "\ufeff");
    }

    @Test
    void decodes_every_plane() {
        assertThat(lines("é春हिमालय ไทย བོད 🐦")).containsExactly("é春हिमालय ไทย བོད 🐦");
    }

    @Test
    void replaces_bad_octets_and_keeps_their_neighbours() {
        assertThat(octets("caf\u00e9 x")).containsExactly("caf\ufffd x");
        assertThat(octets("a\u0080b\u00feb\u00ffc")).containsExactly("a\ufffdb\ufffdb\ufffdc");
        // A surrogate, and a form of five octets.
        assertThat(octets("a\u00ed\u00a0\u0080b").get(0)).startsWith("a\ufffd").endsWith("\ufffdb");
        assertThat(octets("a\u00f8\u0088\u0080\u0080\u0080b").get(0))
                .startsWith("a\ufffd")
                .endsWith("\ufffdb");
    }

    @Test
    void replaces_escapes_of_characters() {
        assertThat(lines("caf\\u00e9 \\u20AC5 \\u00E9\\u00e9é\\u00e9")).containsExactly("café €5 éééé");
    }

    @Test
    void shows_question_mark_for_incomplete_escape() {
        assertThat(lines("\\uZZ12 \\u12 \\u \\u00e")).containsExactly("?ZZ12 ?12 ? ?00e");
        // Arabic digits are digits to Java.
        assertThat(lines("\\u\u0660\u0660\u0664\u0661")).containsExactly("?\u0660\u0660\u0664\u0661");
    }

    @Test
    void protects_u_by_two_backslashes() {
        assertThat(lines("\\\\u00e9 \\\\\\u00e9")).containsExactly("\\\\u00e9 \\\\é");
    }

    @Test
    void decodes_once_only() {
        assertThat(lines("\\u005cu00e9")).containsExactly("\\u00e9");
    }

    @Test
    void joins_surrogate_pairs_and_replaces_lone_ones() {
        assertThat(lines("\\uD83D\\uDC26 \\uD83D x \\uDC26\\uD83D")).containsExactly("🐦 \ufffd x \ufffd\ufffd");
    }

    @Test
    void drops_nul() {
        assertThat(lines("a\0b\\u0000c")).containsExactly("abc");
    }

    @Test
    void leaves_line_ends_written_as_escapes_in_the_line() {
        assertThat(lines("a\\u000ab\\u000dc")).containsExactly("a\nb\rc");
    }
}
