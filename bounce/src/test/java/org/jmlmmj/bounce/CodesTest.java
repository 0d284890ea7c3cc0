package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jmlmmj.send.smtp.EnhancedStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {
    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no, 5.1.1",
        "550-5.1.1 no, 5.1.1",
        "(#5.7.26), 5.7.26",
        "#5.1.1, 5.1.1",
        "see 5.1.1., 5.1.1",
        "5.4.300: expired, 5.4.300",
        "4.2.2 then 550 5.1.1, 5.1.1",
        "it was 4.2.2 (full), 4.2.2",
        "4.2.2 at port 1550 5.1.1, 4.2.2"
    })
    void finds_the_status(String text, String status) {
        assertThat(Codes.status(text).map(EnhancedStatus::toString)).contains(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Exim 4.94.2",
                "192.4.2.1",
                "v5.1.1",
                "5.1",
                "5.1.1.7",
                "5.1.123.4",
                "5..1",
                "2.0.0 ok",
                "5.1.1000",
                "joe5.1.1@x"
            })
    void finds_none_in_other_numbers(String text) {
        assertThat(Codes.status(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"said: 550 no, 550", "500 what, 500", "421-later, 421", "'code 452', 452", "(554), 554"})
    void finds_the_reply_code(String text, int code) {
        assertThat(Codes.reply(text)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "250 ok", "5501", "x550 a", "569 no", "55", "550.1", "555x", "a@550"})
    void finds_no_reply_code(String text) {
        assertThat(Codes.reply(text)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"5.1.1, 5.1.1", "' 5.1.1 (no such user)', 5.1.1", "4.4.7;x, 4.4.7", "5.0.0, 5.0.0"})
    void reads_the_field(String value, String status) {
        assertThat(Codes.ofField(value).map(EnhancedStatus::toString)).contains(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "failed", "5", "3.1.1", "5.1.1.1", "(5.1.1)"})
    void reads_no_other_field(String value) {
        assertThat(Codes.ofField(value)).isEmpty();
    }
}
