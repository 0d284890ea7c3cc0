package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private static Capabilities announced(String... lines) {
        List<String> all = new java.util.ArrayList<>(List.of("PIPELINING.example"));
        all.addAll(List.of(lines));
        return Capabilities.of(new SmtpReply(250, all));
    }

    @Test
    void reads_what_amavisd_announces() {
        Capabilities capabilities = announced(
                "VRFY",
                "PIPELINING",
                "SIZE",
                "ENHANCEDSTATUSCODES",
                "8BITMIME",
                "SMTPUTF8",
                "DSN",
                "XFORWARD NAME ADDR");
        assertThat(capabilities.pipelining()).isTrue();
        assertThat(capabilities.size()).isTrue();
        assertThat(capabilities.largestMessage()).isEmpty();
        assertThat(capabilities.eightBitMime()).isTrue();
        assertThat(capabilities.smtpUtf8()).isTrue();
        assertThat(capabilities.has("XFORWARD")).isTrue();
    }

    @Test
    void takes_no_keyword_from_the_first_line() {
        assertThat(announced().has("PIPELINING.EXAMPLE")).isFalse();
        assertThat(Capabilities.of(SmtpReply.of(250, "SIZE 1")).size()).isFalse();
    }

    @Test
    void ignores_case_whatever_the_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(announced("pipelining", "size 10").pipelining()).isTrue();
            assertThat(announced("pipelining", "size 10").largestMessage()).hasValue(10);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void knows_no_limit_without_a_usable_number() {
        assertThat(announced("SIZE 0").largestMessage()).isEmpty();
        assertThat(announced("SIZE many").largestMessage()).isEmpty();
        assertThat(announced("SIZE -5").largestMessage()).isEmpty();
        assertThat(announced("SIZE 99999999999999999999").largestMessage()).isEmpty();
        assertThat(announced("SIZE 35651584").largestMessage()).hasValue(35_651_584);
    }

    @Test
    void does_not_count_smtputf8_without_8bitmime() {
        assertThat(announced("SMTPUTF8").smtpUtf8()).isFalse();
    }
}
