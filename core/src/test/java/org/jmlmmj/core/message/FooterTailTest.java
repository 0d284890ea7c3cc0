package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FooterTailTest {
    private static final String FOOTER = "-- \nbirds list\n";
    private static final String HTML = "<p>birds</p>\n";

    @Test
    void white_space_does_not_count() {
        assertThat(FooterTail.isInPlain("x\n--\r\n\t birds \u00a0 list\r\n\r\n \n", FOOTER))
                .isTrue();
        assertThat(FooterTail.isInPlain("--birdslist", FOOTER)).isTrue();
        assertThat(FooterTail.isInPlain("x\n  -- birds list", FOOTER)).isTrue();
    }

    @Test
    void it_must_begin_a_line_and_end_the_text() {
        assertThat(FooterTail.isInPlain("x -- \nbirds list\n", FOOTER)).isFalse();
        assertThat(FooterTail.isInPlain("> -- \n> birds list\n", FOOTER)).isFalse();
        assertThat(FooterTail.isInPlain("> birds\n", "birds\n")).isFalse();
        assertThat(FooterTail.isInPlain(FOOTER + "y", FOOTER)).isFalse();
        assertThat(FooterTail.isInPlain("", FOOTER)).isFalse();
        assertThat(FooterTail.isInPlain("list", FOOTER)).isFalse();
    }

    @Test
    void in_html_it_stands_above_the_place_perhaps_between_breaks() {
        String html = "<body>x<br>\n" + HTML + "<BR />\n<br>\n</body>";
        assertThat(FooterTail.isInHtml(html, HtmlPlace.of(html), HTML)).isTrue();
        String quoted = "<body><blockquote>" + HTML + "</blockquote></body>";
        assertThat(FooterTail.isInHtml(quoted, HtmlPlace.of(quoted), HTML)).isFalse();
        assertThat(FooterTail.isInHtml("x<br>", 5, "x<br>\n")).isTrue();
        assertThat(FooterTail.isInHtml("<br>", 4, HTML)).isFalse();
    }

    @Test
    void a_flowed_text_flows_on_if_its_last_line_ends_with_a_blank() {
        assertThat(FlowedText.flowsOn("a \r\n")).isTrue();
        assertThat(FlowedText.flowsOn("a ")).isTrue();
        assertThat(FlowedText.flowsOn("a \n\n")).isFalse();
        assertThat(FlowedText.flowsOn("a\n")).isFalse();
        assertThat(FlowedText.flowsOn("x\n-- \n")).isFalse();
        assertThat(FlowedText.flowsOn("-- ")).isFalse();
        assertThat(FlowedText.flowsOn("\n")).isFalse();
        assertThat(FlowedText.flowsOn("")).isFalse();
    }

    @Test
    void finds_pgp_marks_wherever_the_buffer_ends() throws IOException {
        for (int size = 65_400; size < 65_600; size++) {
            String text = "x".repeat(size) + "\n -----BEGIN PGP SIGNED MESSAGE-----\n";
            assertThat(InlinePgp.isIn(stream(text), false)).isTrue();
            assertThat(InlinePgp.isIn(stream("x".repeat(size) + "\n> -----BEGIN PGP MESSAGE-----\n"), false))
                    .isFalse();
        }
        assertThat(InlinePgp.isIn(stream("<p>-----BEGIN PGP MESSAGE, PART 1/2-----"), true))
                .isTrue();
        assertThat(InlinePgp.isIn(stream("-----BEGIN PGP PUBLIC KEY BLOCK-----\n-----BEGIN PGP "), true))
                .isFalse();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
