package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a directive that somebody has misspelt, and what looks like text between two signs. */
class MistakesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "nowarp", "a0", "z9", "sub+1", "wrap x", "text a/b", "ifcontrol"})
    void words_of_directives_are_reported(String words) {
        assertThat(Mistakes.find('%', words))
                .contains("%" + words + "% means nothing in this text and is left as it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "0", "9a", "`", "{", "A", "aB", "a-b", "a:", "a/", "a`", "a{", "a,", " wrap", "of the", "to 60", "ü"
            })
    void anything_else_is_text(String words) {
        assertThat(Mistakes.find('$', words)).isEmpty();
    }
}
