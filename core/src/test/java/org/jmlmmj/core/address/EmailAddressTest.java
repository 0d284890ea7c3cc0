package org.jmlmmj.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "jo@example.org, jo, example.org",
        "' jo@example.org\t\r\n', jo, example.org",
        "Jo.Doe+tag@Example.ORG, Jo.Doe+tag, Example.ORG",
        "jo@localhost, jo, localhost",
        "a=b/c@x, a=b/c, x",
        "j\u00f6@\u00fcber.example, j\u00f6, \u00fcber.example",
        "\ud83d\ude00@x.org, \ud83d\ude00, x.org",
        "jo@[192.0.2.1], jo, [192.0.2.1]",
        "jo@[IPv6:2001:db8::1], jo, [IPv6:2001:db8::1]"
    })
    void is_split_at_the_last_at(String text, String local, String domain) {
        EmailAddress address = EmailAddress.of(text);
        assertThat(address.local()).isEqualTo(local);
        assertThat(address.domain()).isEqualTo(domain);
        assertThat(address.value()).isEqualTo(local + "@" + domain).hasToString(address.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a b\"@x", "\"a@b\"@x", "\"<x>\"@x", "\"a\\\"b\"@x", "\"a\\\\\"@x", "\"\"@x", "\".\"@x"})
    void may_have_a_quoted_local_part(String text) {
        EmailAddress address = EmailAddress.of(text);
        assertThat(address.isQuoted()).isTrue();
        assertThat(address.domain()).isEqualTo("x");
        assertThat(EmailAddress.of("a@x").isQuoted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', has no @",
        "jo, has no @",
        "@, needs text on both sides of the @",
        "@x, needs text on both sides of the @",
        "jo@, needs text on both sides of the @",
        "a@b@x, holds the character @",
        "a b@x, holds a blank",
        "a@x y, holds a blank",
        "a\u00a0b@x, holds a blank",
        "a\u3000b@x, holds a blank",
        "Jo <jo@x>, holds a blank",
        "<jo@x>, holds the character <",
        "jo@x>, holds the character >",
        "jo@(x), holds the character (",
        "'a,b@x', 'holds the character ,'",
        "a;b@x, holds the character ;",
        "a:b@x, holds the character :",
        "a\\b@x, holds the character \\",
        "a[b@x, holds the character [",
        "a@[], holds the character [",
        "a@[x, holds the character [",
        "a@[x]y, holds the character [",
        "a@[x[y], holds the character [",
        "a@[x y], holds a blank",
        "'\"a@x', has a local part with an open quote",
        "'\"@x', has a local part with an open quote",
        "'\"a\\\"@x', has a local part with an open quote",
        "'\"a\\', has no @",
        "'\"a\"b@x', has a quote inside its quoted local part",
        "'\"a\"b\"@x', has a quote inside its quoted local part",
        "'a\"b@x', 'holds the character \"'",
        "a\ufffd@x, is not valid UTF-8"
    })
    void is_refused_with_the_reason(String text, String reason) {
        assertThatThrownBy(() -> EmailAddress.of(text))
                .isInstanceOf(InvalidAddressException.class)
                .hasMessage(reason);
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb@x",
                "a\rb@x",
                "a\0b@x",
                "a@x\nRCPT",
                "a\tb@x",
                "a\u007f@x",
                "a\u0085@x",
                "a\u2028@x",
                "a@\u2029x",
                "\"a\nb\"@x",
                "\"a\\\nb\"@x",
                "\"a\0b\"@x",
                "a@[\n]"
            })
    void holds_no_control_character_even_in_quotes(String text) {
        assertThatThrownBy(() -> EmailAddress.of(text))
                .isInstanceOf(InvalidAddressException.class)
                .hasMessage("holds a control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d@x", "a\ude00@x", "a@x\ud83d", "\ude00\ud83d@x"})
    void holds_no_half_of_a_character(String text) {
        assertThatThrownBy(() -> EmailAddress.of(text)).hasMessage("is not valid UTF-8");
    }

    @Test
    void is_at_most_254_octets_long() {
        String longest = "a".repeat(252) + "@x";
        assertThat(EmailAddress.of(longest).value()).hasSize(254);
        assertThatThrownBy(() -> EmailAddress.of("a" + longest)).hasMessage("is longer than 254 octets");
        String twoOctetsEach = "\u00fc".repeat(126) + "@x";
        assertThat(EmailAddress.of(twoOctetsEach).value()).hasSize(128);
        assertThat(EmailAddress.parse("a" + twoOctetsEach)).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(10_000_000) + "@x")).isEmpty();
    }

    @Test
    void is_equal_in_any_ascii_case_and_keeps_its_spelling() {
        EmailAddress address = EmailAddress.of("Jo@Example.ORG");
        assertThat(address)
                .isEqualTo(EmailAddress.of("jO@example.org"))
                .hasSameHashCodeAs(EmailAddress.of("jO@example.org"));
        assertThat(address).isNotEqualTo(EmailAddress.of("jo@example.or")).isNotEqualTo("jo@example.org");
        assertThat(EmailAddress.of("\u00c9@x")).isNotEqualTo(EmailAddress.of("\u00e9@x"));
        assertThat(address).hasToString("Jo@Example.ORG");
        assertThat(address.lowerCase().value()).isEqualTo("jo@example.org");
    }

    @Test
    void folds_case_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(EmailAddress.of("INFO@IIII.ORG").lowerCase().value()).isEqualTo("info@iiii.org");
            assertThat(EmailAddress.of("\u0130@x").lowerCase().value()).isEqualTo("\u0130@x");
            assertThat(EmailAddress.of("I@x")).isEqualTo(EmailAddress.of("i@x"));
            assertThat(EmailAddress.of("I@x")).isNotEqualTo(EmailAddress.of("\u0131@x"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void tells_whether_it_needs_utf_8() {
        assertThat(EmailAddress.of("a~@x").isAscii()).isTrue();
        assertThat(EmailAddress.of("\u00fc@x").isAscii()).isFalse();
        assertThat(EmailAddress.of("a@\u00fc").isAscii()).isFalse();
    }

    @Provide
    Arbitrary<String> junk() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                "B",
                "@",
                ".",
                "\"",
                "\\",
                "<",
                ">",
                " ",
                "\n",
                "\r",
                "\0",
                "[",
                "]",
                ":",
                "\u00fc",
                "\u20ac",
                "\ud83d\ude00",
                "\ud83d",
                "\u2028",
                "=",
                "/",
                "a@x",
                "\ufffd");
        return piece.list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 5000)
    void every_address_fits_a_line_and_an_smtp_command(@ForAll("junk") String text) {
        Optional<EmailAddress> parsed = EmailAddress.parse(text);
        if (parsed.isEmpty()) {
            return;
        }
        EmailAddress address = parsed.get();
        assertThat(address.value()).isEqualTo(text.strip()).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]");
        assertThat(address.value().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(254);
        assertThat(new String(address.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(address.value());
        assertThat(address.local() + "@" + address.domain()).isEqualTo(address.value());
        assertThat(address.local()).isNotEmpty();
        assertThat(address.domain()).isNotEmpty().doesNotContain("@", "<", ">", " ");
        if (!address.isQuoted()) {
            assertThat(address.local()).doesNotContain("@", "<", ">", " ", "\"", "\\");
        }
        assertThat(EmailAddress.of(address.value())).isEqualTo(address);
        assertThat(address.lowerCase()).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(address.lowerCase().domain()).isEqualTo(Ascii.lowerCase(address.domain()));
    }
}
