package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource({
        "confsub-0123456789abcdef, confsub-...",
        "confsub-digest-0123456789ABCDEF-ann=example.net, confsub-digest-...-ann=example.net",
        "release-0123456789abcdef.omit, release-....omit",
        "release-00123456789abcdef, release-...",
        "get-12345, get-12345",
        "subscribe-digest, subscribe-digest",
        "'', ''",
        "x, x",
        "0123456789abcde, 0123456789abcde",
    })
    void hides_what_may_be_a_cookie(String extension, String shown) {
        assertThat(Secrets.hide(extension)).isEqualTo(shown);
    }
}
