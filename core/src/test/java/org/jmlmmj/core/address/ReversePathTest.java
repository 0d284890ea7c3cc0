package org.jmlmmj.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReversePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<>", " < > ", "#@[]", "<#@[]>", "MAILER-DAEMON", "<Mailer-Daemon>"})
    void is_the_null_sender(String text) {
        ReversePath path = ReversePath.parse(text);
        assertThat(path)
                .isEqualTo(ReversePath.EMPTY)
                .hasSameHashCodeAs(ReversePath.EMPTY)
                .hasToString("<>");
        assertThat(path.isEmpty()).isTrue();
        assertThat(path.address()).isEmpty();
        assertThat(path.value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"jo@x.org, jo@x.org", "<jo@x.org>, jo@x.org", "' < Jo@x.org >\n', Jo@x.org"})
    void is_an_address(String text, String address) {
        ReversePath path = ReversePath.parse(text);
        assertThat(path.value()).isEqualTo(address);
        assertThat(path.isEmpty()).isFalse();
        assertThat(path.address()).contains(EmailAddress.of(address));
        assertThat(path).isEqualTo(ReversePath.of(EmailAddress.of(address))).hasToString("<" + address + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAILER", "<", ">", "<jo@x.org", "jo@x.org>", "<<>>", "a@x> SIZE=1", "a\n@x"})
    void is_neither(String text) {
        assertThatThrownBy(() -> ReversePath.parse(text)).isInstanceOf(InvalidAddressException.class);
    }

    @Test
    void differs_from_another_one() {
        assertThat(ReversePath.parse("a@x")).isNotEqualTo(ReversePath.EMPTY).isNotEqualTo(ReversePath.parse("b@x"));
        assertThat(ReversePath.parse("a@x")).isNotEqualTo("a@x");
    }
}
