package org.jmlmmj.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    /** Of the word hash. */
    private static final String DIGEST = "sha256:d04b98f48e8f8bcc15c6ae5ac050801cd6dcfd428fb5f9e65c4e16e7807340fa";

    private static Tokens.Token find(Tokens tokens, String secret) {
        return tokens.find(secret).orElseThrow();
    }

    @Test
    void token_opens_everything_unless_its_scope_says_less() throws Exception {
        Tokens tokens = Tokens.of(
                List.of("plain", DIGEST, "reader"),
                Map.of(DIGEST, Optional.of("Example.COM,\texample.org"), "reader", Optional.of(" read-only ")));

        assertThat(find(tokens, "plain").scope()).isEqualTo(TokenScope.FULL);
        assertThat(find(tokens, "hash")).satisfies(token -> {
            assertThat(token.number()).isEqualTo(2);
            assertThat(token.scope()).isEqualTo(new TokenScope(false, Set.of("example.com", "example.org")));
        });
        assertThat(find(tokens, "reader").scope()).isEqualTo(new TokenScope(true, Set.of()));
        assertThat(tokens.find(DIGEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "readonly", "example", "*.example.com", "../x.y"})
    void scope_with_a_mistake_opens_nothing(String scope) {
        assertThatThrownBy(() -> Tokens.of(List.of("secret"), Map.of("secret", Optional.of(scope))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("API_AUTH_TOKEN_SCOPES")
                .hasMessageNotContaining("secret");
    }

    @Test
    void scope_without_a_value_opens_nothing() {
        assertThatThrownBy(() -> Tokens.of(List.of("secret"), Map.of("secret", Optional.empty())))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void scope_of_no_token_is_refused_without_telling_the_secret() {
        assertThatThrownBy(() -> Tokens.of(List.of("secret"), Map.of("sceret", Optional.of("read-only"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("api_auth_tokens")
                .hasMessageNotContaining("sceret");
    }
}
