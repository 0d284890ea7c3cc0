package org.jmlmmj.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListAddressTest {
    private static ListAddress list(String address, String delimiter) {
        return new ListAddress(EmailAddress.of(address), delimiter);
    }

    @Test
    void makes_the_addresses_that_are_made_from_it() {
        ListAddress birds = list("Birds@example.org", "+");
        assertThat(birds.name()).isEqualTo("Birds");
        assertThat(birds.domain()).isEqualTo("example.org");
        assertThat(birds.owner().value()).isEqualTo("Birds+owner@example.org");
        assertThat(birds.help().value()).isEqualTo("Birds+help@example.org");
        assertThat(birds.withExtension("confsub-0123456789abcdef").value())
                .isEqualTo("Birds+confsub-0123456789abcdef@example.org");
        assertThat(birds).hasToString("Birds@example.org");
    }

    @Test
    void always_writes_moderators_with_a_hyphen() {
        assertThat(list("birds@example.org", "--").moderators().value()).isEqualTo("birds-moderators@example.org");
        assertThat(list("birds@example.org", "--").owner().value()).isEqualTo("birds--owner@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "birds@example.org, ''",
        "BIRDS@Example.ORG, ''",
        "birds+@example.org, ''",
        "birds+subscribe@example.org, subscribe",
        "Birds+Subscribe-Digest@EXAMPLE.org, Subscribe-Digest",
        "birds+bounces-12-a+b=c@example.org, bounces-12-a+b=c",
        "birds++x@example.org, +x"
    })
    void finds_the_extension_of_its_own_addresses(String recipient, String extension) {
        assertThat(list("birds@example.org", "+").extensionOf(EmailAddress.of(recipient)))
                .isEqualTo(Optional.of(extension));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bird@example.org",
                "birds2@example.org",
                "birds-subscribe@example.org",
                "birds@example.org.au",
                "birds+subscribe@example.com",
                "+birds@example.org",
                "xbirds+subscribe@example.org",
                "\"birds+x\"@example.org"
            })
    void does_not_claim_other_addresses(String recipient) {
        assertThat(list("birds@example.org", "+").extensionOf(EmailAddress.of(recipient)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "my-birds@example.org, -, my-birds-subscribe@example.org, subscribe",
        "my-birds@example.org, -, my-birds@example.org, ''",
        "a+b@example.org, +, a+b+get-5@example.org, get-5",
        "birds@example.org, --, birds--get-5@example.org, get-5",
        "birds@example.org, x, BIRDSXget-5@example.org, get-5"
    })
    void knows_a_delimiter_that_its_name_holds_or_that_is_long(
            String address, String delimiter, String recipient, String extension) {
        assertThat(list(address, delimiter).extensionOf(EmailAddress.of(recipient)))
                .contains(extension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", ",", " ", "<", "\n", ":"})
    void refuses_a_delimiter_that_cannot_stand_in_an_address(String delimiter) {
        assertThatThrownBy(() -> list("birds@example.org", delimiter)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@b", "a\nb", "<x>"})
    void makes_no_address_with_an_extension_that_cannot_stand_in_one(String extension) {
        assertThatThrownBy(() -> list("birds@example.org", "+").withExtension(extension))
                .isInstanceOf(InvalidAddressException.class);
    }
}
