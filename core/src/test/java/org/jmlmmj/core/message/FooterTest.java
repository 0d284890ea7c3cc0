package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.list.Tunables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FooterTest {
    private static Optional<Footer> of(@Nullable String text, @Nullable String html) {
        return Footer.of(
                Optional.ofNullable(text).map(value -> value.getBytes(UTF_8)),
                Optional.ofNullable(html).map(value -> value.getBytes(UTF_8)));
    }

    private static String plain(String html) {
        return of(null, html).orElseThrow().text().orElse("");
    }

    @Test
    void blank_files_are_no_footer() {
        assertThat(of(null, null)).isEmpty();
        assertThat(of("", "")).isEmpty();
        assertThat(of(" \r\n\t\u00a0\n", "\n")).isEmpty();
    }

    @Test
    void a_blank_file_counts_as_missing() {
        assertThat(of("\n", "<p>birds</p>").orElseThrow().text()).hasValue("birds\n");
        assertThat(of("birds", "\n").orElseThrow().html()).isEqualTo("<div>birds</div>\n");
    }

    @Test
    void both_files_are_kept_as_they_are() {
        Footer footer = of("one\r\n\r\ntwo\n\n", "<p>x</p>\n").orElseThrow();
        assertThat(footer.text()).hasValue("one\n\ntwo\n\n");
        assertThat(footer.html()).isEqualTo("<p>x</p>\n");
    }

    @Test
    void control_characters_and_byte_order_marks_are_dropped() {
        assertThat(of("\ufeffa\0b\u001b$Bc\tx\u0085\n", null).orElseThrow().text())
                .hasValue("ab$Bc\tx\n");
    }

    @Test
    void characters_outside_of_the_basic_plane_survive() {
        assertThat(of("\ud83e\udd9c", null).orElseThrow().text()).hasValue("\ud83e\udd9c\n");
        assertThat(plain("&#x1F99C;")).isEqualTo("\ud83e\udd9c\n");
    }

    @Test
    void markup_becomes_text_line_by_line() {
        assertThat(plain("<hr><P>one<br>two<br/><br>\n three </p>\n<div>four</div>five"))
                .isEqualTo("one\ntwo\n\nthree\nfour\nfive\n");
        assertThat(plain("a &lt;b&gt; &amp; &quot;c&quot; &#8364;&#x20ac;&nbsp;d &unknown; & e &#0;"))
                .isEqualTo("a <b> & \"c\" \u20ac\u20ac d &unknown; & e &#0;\n");
        assertThat(plain("1 < 2 <b>bold<!-- not > this --></b><style>p{}</style><script>x</script>!"))
                .isEqualTo("1 < 2 bold!\n");
        assertThat(plain("<html><head><title>t</title></head><body>b</body></html>"))
                .isEqualTo("b\n");
        assertThat(plain("open <a href=\"x")).isEqualTo("open\n");
        assertThat(plain("x<style>open")).isEqualTo("x\n");
        assertThat(plain("x<!-- open")).isEqualTo("x\n");
    }

    @Test
    void markup_without_words_has_no_text() {
        Footer footer = of(null, "<img src=\"x.png\">").orElseThrow();
        assertThat(footer.text()).isEmpty();
        assertThat(footer.html()).isEqualTo("<img src=\"x.png\">\n");
    }

    @Test
    void reads_the_files_by_their_order(@TempDir Path folder) throws IOException {
        Tunables tunables = new Tunables(folder, warning -> {
            throw new AssertionError(warning);
        });
        assertThat(Footer.of(tunables)).isEmpty();
        Files.writeString(folder.resolve("footer"), "old");
        assertThat(Footer.of(tunables).orElseThrow().text()).hasValue("old\n");
        Files.writeString(folder.resolve("amime-footer-text"), "wrapper");
        Files.writeString(folder.resolve("amime-footer-html"), "<p>wrapper</p>");
        assertThat(Footer.of(tunables).orElseThrow().text()).hasValue("wrapper\n");
        assertThat(Footer.of(tunables).orElseThrow().html()).isEqualTo("<p>wrapper</p>\n");
        Files.writeString(folder.resolve("footer_text"), "new");
        Files.writeString(folder.resolve("footer_html"), "<p>new</p>");
        assertThat(Footer.of(tunables).orElseThrow().text()).hasValue("new\n");
        assertThat(Footer.of(tunables).orElseThrow().html()).isEqualTo("<p>new</p>\n");
    }

    @Test
    void the_old_file_does_not_count_beside_an_empty_new_one(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("footer"), "old");
        Files.writeString(folder.resolve("footer_html"), "");
        assertThat(Footer.of(new Tunables(folder, warning -> {}))).isEmpty();
    }
}
