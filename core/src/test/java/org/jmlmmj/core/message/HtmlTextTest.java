package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.jmlmmj.core.test.ProcessorTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
    @ParameterizedTest
    @CsvSource({
        "'<style>a</b></STYLE>x', x",
        "'<style>never ends', ''",
        "'a &lt;b&gt; &#64; &#x40; &; &nothing; &toolongtobeone;', 'a <b> @ @ &; &nothing; &toolongtobeone;'",
        "'&', &",
        "'&amp', '&amp'"
    })
    void gives_the_words_of_markup(String html, String text) {
        assertThat(HtmlText.toPlain(html)).isEqualTo(text + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "<style></", "<style></style>", "<!--", "&#", "</", "<"})
    void takes_linear_time_for_hostile_markup(String piece) throws Exception {
        String html = piece.repeat(2_000_000 / piece.length());
        assertThat(ProcessorTime.of(() -> HtmlText.toPlain(html))).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void survives_the_end_of_markup_anywhere() {
        String html = "<p class=\"x\"><!-- c --><style>s</style>&amp;&#65;</p>";
        for (int end = 0; end <= html.length(); end++) {
            String cut = html.substring(0, end);
            assertThatCode(() -> HtmlText.toPlain(cut)).doesNotThrowAnyException();
        }
    }
}
