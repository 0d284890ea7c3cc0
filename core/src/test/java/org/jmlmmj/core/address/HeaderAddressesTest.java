package org.jmlmmj.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderAddressesTest {
    private static List<String> parse(String value) {
        return HeaderAddresses.parse(value).stream().map(EmailAddress::value).toList();
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                // The table of spec 02 §4.2.
                Arguments.of("Jo Doe <jo@x.org>", List.of("jo@x.org")),
                Arguments.of("jo@x.org (Jo)", List.of("jo@x.org")),
                Arguments.of("\"Doe, Jo\" <jo@x.org>, al@x.org", List.of("jo@x.org", "al@x.org")),
                Arguments.of("jo at x.org", List.of("jo@x.org")),
                // What the original gets wrong.
                Arguments.of("jo@x.org (a, b), al@x.org", List.of("jo@x.org", "al@x.org")),
                Arguments.of("\"a\" \"b, c\" <jo@x.org>", List.of("jo@x.org")),
                Arguments.of("(Jo) jo@x.org", List.of("jo@x.org")),
                Arguments.of("jo@x.org\t", List.of("jo@x.org")),
                Arguments.of("Friends: a@x.org, \"B\" <b@y.org>;, c@z.org", List.of("a@x.org", "b@y.org", "c@z.org")),
                Arguments.of("\"Jo <x@evil.org>\" <jo@x.org>", List.of("jo@x.org")),
                Arguments.of("\"quote\\\" <x@evil.org>\" <jo@x.org>", List.of("jo@x.org")),
                // RFC 5322 §4.4: an obsolete route.
                Arguments.of("<@a.org,@b.org:jo@x.org>", List.of("jo@x.org")),
                Arguments.of("Jo (nested (comment) here) <jo@x.org>", List.of("jo@x.org")),
                Arguments.of("jo @ x.org", List.of("jo@x.org")),
                Arguments.of("Jo.Doe+tag@X.Org", List.of("Jo.Doe+tag@X.Org")),
                Arguments.of("\"a b\"@x.org", List.of("\"a b\"@x.org")),
                Arguments.of("\"jo\"@x.org", List.of("jo@x.org")),
                Arguments.of("\"a\\\"b\\\\c\"@x.org", List.of("\"a\\\"b\\\\c\"@x.org")),
                Arguments.of("=?utf-8?Q?J=C3=B6?= <jo@x.org>", List.of("jo@x.org")),
                Arguments.of("J\u00f6 <j\u00f6@x.org>", List.of("j\u00f6@x.org")),
                Arguments.of("J\u00f6 J\u00f6rg <jo@x.org>", List.of("jo@x.org")),
                Arguments.of("\u20ac\u20ac\u20ac jo at x.org, al@x.org", List.of("al@x.org")),
                Arguments.of("(\u00e4\u00f6\u00fc) al@x.org", List.of("al@x.org")),
                Arguments.of("a@x.org,,  ,b@x.org,", List.of("a@x.org", "b@x.org")),
                Arguments.of("a@x.org,\r\n b@x.org", List.of("a@x.org", "b@x.org")),
                Arguments.of("jo@[192.0.2.1]", List.of("jo@[192.0.2.1]")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void finds_the_addresses(String value, List<String> addresses) {
        assertThat(parse(value)).isEqualTo(addresses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t ",
                "<>",
                "Jo <>",
                "undisclosed-recipients:;",
                "undisclosed-recipients: ;",
                "jo",
                "jo at",
                "Jo <jo>",
                "@x.org",
                "jo@",
                "<@x.org>",
                "<jo@>",
                ",",
                ";",
                ":",
                "<",
                ">",
                "(",
                "\"",
                "\\",
                "(unclosed <jo@x.org>"
            })
    void finds_none(String value) {
        assertThat(parse(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo@x.org\nBcc: evil@x.org",
                "jo@x.org\r\nRCPT TO:<evil@x.org>",
                "<jo@x.org>\0",
                "\"a\r\nb\"@x.org",
                "jo\0@x.org",
                "jo@x.org> RCPT TO:<evil@x.org"
            })
    void lets_nothing_through_that_could_be_a_line_or_command_of_its_own(String value) {
        assertThat(parse(value)).allMatch(address -> address.matches("[^\\p{Cntrl}<>]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "<", "\"", "a:", "\\", "[", "a@b,", "((x)", "<@", "\"\" "})
    @Timeout(20)
    void is_neither_slow_nor_overflown_by_deep_or_long_values(String piece) {
        assertThat(parse(piece.repeat(100_000) + "jo@x.org")).hasSizeLessThanOrEqualTo(100_001);
    }

    @Test
    void keeps_the_order_and_duplicates() {
        assertThat(parse("b@x.org, a@x.org, B@x.org")).containsExactly("b@x.org", "a@x.org", "B@x.org");
    }

    @Provide
    Arbitrary<EmailAddress> addresses() {
        Arbitrary<String> local = Arbitraries.strings()
                .withChars("abcXYZ019.+-_=!#$%&'*/?^`{|}~")
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(text -> text.replaceAll("^\\.|\\.$", "x").replace("..", ".x"));
        Arbitrary<String> label =
                Arbitraries.strings().withChars("abcz09-").ofMinLength(1).ofMaxLength(10);
        Arbitrary<String> domain = label.list().ofMinSize(1).ofMaxSize(4).map(labels -> String.join(".", labels));
        return local.flatMap(user -> domain.map(host -> EmailAddress.of(user + "@" + host)));
    }

    @Property(tries = 500)
    void finds_an_address_in_every_ordinary_form(
            @ForAll("addresses") EmailAddress a, @ForAll("addresses") EmailAddress b) {
        List<String> both = List.of(a.value(), b.value());
        assertThat(parse(a + ", " + b)).isEqualTo(both);
        assertThat(parse("\"Doe, Jo\" <" + a + ">,Al <" + b + ">")).isEqualTo(both);
        assertThat(parse("Group: " + a + " (x), " + b + ";")).isEqualTo(both);
        assertThat(parse("(x, (y)) " + a + ",\t<" + b + "> (z)")).isEqualTo(both);
    }

    @Property(tries = 2000)
    void never_fails(@ForAll("junk") String value) {
        for (EmailAddress address : HeaderAddresses.parse(value)) {
            assertThat(EmailAddress.of(address.value())).isEqualTo(address);
        }
    }

    @Provide
    Arbitrary<String> junk() {
        Arbitrary<String> piece = Arbitraries.of(
                "<",
                ">",
                "(",
                ")",
                "\"",
                "\\",
                ",",
                ";",
                ":",
                "@",
                " ",
                "\t",
                "\r\n ",
                "[",
                "]",
                "a",
                "x.org",
                "jo@x.org",
                ".",
                "\u00fc",
                "\0",
                " at ",
                "=?utf-8?B?w7w=?=",
                "\ud800",
                "\u2028");
        return piece.list().ofMaxSize(25).map(pieces -> String.join("", pieces));
    }
}
