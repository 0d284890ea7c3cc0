package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientFieldTest {
    @ParameterizedTest
    @CsvSource({
        "rfc822; joe@example.net, joe@example.net",
        "RFC822;<joe@example.net>, joe@example.net",
        "rfc822; joe@example.net (Joe), joe@example.net",
        "joe@example.net, joe@example.net",
        "rfc822; joe+3Db@example.net, joe=b@example.net",
        "utf-8; j\u00f6@ex\u00e4mple.net, j\u00f6@ex\u00e4mple.net",
        "utf-8; j\\x{F6}@example.net, j\u00f6@example.net",
        "utf-8; \\x{1F426}+2Bx@example.net, \ud83d\udc26+x@example.net",
        "rfc822; mailto:joe@example.net, joe@example.net"
    })
    void reads_an_address(String value, String address) {
        assertThat(RecipientField.addresses(value)).contains(EmailAddress.of(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "x400; /G=Joe/S=Heron/",
                "rfc822; joe",
                "rfc822; a@b@c",
                "rfc822; <>",
                "rfc822; a\nb@c",
                "utf-8; \\x{110000}@x",
                "utf-8; \\x{D800}@x",
                "utf-8; \\x{A}joe@x"
            })
    void reads_none(String value) {
        assertThat(RecipientField.addresses(value)).isEmpty();
    }

    @Test
    void tries_the_address_as_it_stands_first() {
        assertThat(RecipientField.addresses("rfc822; joe+2Bx@example.net"))
                .containsExactly(EmailAddress.of("joe+2Bx@example.net"), EmailAddress.of("joe+x@example.net"));
        assertThat(RecipientField.addresses("rfc822; joe+ab@example.net")).hasSize(1);
    }

    @Property(tries = 300)
    void decodes_what_was_encoded_by_rfc_3461(@ForAll @StringLength(max = 30) String text) {
        String ascii = text.replaceAll("[^!-~]", "");
        StringBuilder encoded = new StringBuilder();
        ascii.chars()
                .forEach(c -> encoded.append(
                        c == '+' || c == '=' ? String.format(Locale.ROOT, "+%02X", c) : Character.toString(c)));
        assertThat(RecipientField.xtext(encoded.toString())).isEqualTo(ascii);
    }
}
