package org.jmlmmj.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceAddressTest {
    private static final ListAddress LIST = new ListAddress(EmailAddress.of("birds@example.org"), "+");

    private final BounceAddress bounces = BounceAddress.of(LIST);

    private String forRecipient(String recipient) {
        return bounces.forRecipient("12", EmailAddress.of(recipient)).value();
    }

    @ParameterizedTest
    @CsvSource({
        "joe@example.net, birds+bounces-12-joe=example.net@example.org",
        "Joe.X@Example.net, birds+bounces-12-Joe.X=Example.net@example.org",
        "foo-bar@my-host.net, birds+bounces-12-foo-bar=my-host.net@example.org",
        "a=b+c@example.net, birds+bounces-12-a=b+c=example.net@example.org"
    })
    void names_the_recipient_as_written(String recipient, String sender) {
        assertThat(forRecipient(recipient)).isEqualTo(sender);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"joe x\"@example.net", "\"joe\"@example.net", "joe@[192.0.2.1]", "a@b=c.example"})
    void names_only_the_post_when_the_recipient_cannot_be_part_of_an_address(String recipient) {
        assertThat(forRecipient(recipient)).isEqualTo("birds+bounces-12@example.org");
    }

    @Test
    void names_only_the_post_when_the_address_would_be_too_long() {
        // 254 octets less "birds+bounces-12-", the = and "@example.org".
        String longest = "a".repeat(254 - 17 - 2 - 12) + "@x";
        assertThat(forRecipient(longest)).hasSize(254);
        assertThat(forRecipient("a" + longest)).isEqualTo("birds+bounces-12@example.org");
    }

    @Test
    void stands_below_another_address_for_posts_to_one_recipient() {
        BounceAddress fixed = BounceAddress.of(LIST, EmailAddress.of("bounce@mail.example.com"));
        assertThat(fixed.forRecipient("12", EmailAddress.of("joe@example.net")).value())
                .isEqualTo("bounce+birds-bounces-12-joe=example.net@mail.example.com");
        assertThat(fixed.ofPost("12").value()).isEqualTo("birds+bounces-12@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "joe=example.net, joe@example.net",
        "a=b=example.net, a=b@example.net",
        "foo-bar=my-host.net, foo-bar@my-host.net",
        "==x, =@x"
    })
    void reads_the_recipient_with_the_last_equals_sign_for_the_at(String who, String recipient) {
        assertThat(BounceAddress.decodeRecipient(who)).contains(EmailAddress.of(recipient));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "joe", "=", "joe=", "=example.net", "a@b=c", "a b=c", "0123456789abcdef", "a\n=b"})
    void reads_none(String who) {
        assertThat(BounceAddress.decodeRecipient(who)).isEmpty();
    }

    @Provide
    Arbitrary<EmailAddress> recipients() {
        Arbitrary<String> local = Arbitraries.strings()
                .withChars("abXY09.+-_=/\u00fc")
                .ofMinLength(1)
                .ofMaxLength(30);
        Arbitrary<String> quoted =
                Arbitraries.strings().withChars("a =@-").ofMaxLength(10).map(text -> '"' + text + '"');
        Arbitrary<String> domain =
                Arbitraries.strings().withChars("abZ09-.=\u00fc").ofMinLength(1).ofMaxLength(30);
        return Arbitraries.frequencyOf(Tuple.of(5, local), Tuple.of(1, quoted))
                .flatMap(user -> domain.map(host -> EmailAddress.of(user + "@" + host)));
    }

    @Property(tries = 2000)
    void gives_back_the_recipient_or_does_not_name_it(@ForAll("recipients") EmailAddress recipient) {
        EmailAddress sender = bounces.forRecipient("12", recipient);
        String extension = LIST.extensionOf(sender).orElseThrow();
        if (extension.equals("bounces-12")) {
            return;
        }
        assertThat(extension).startsWith("bounces-12-");
        assertThat(BounceAddress.decodeRecipient(extension.substring("bounces-12-".length())))
                .map(EmailAddress::value)
                .contains(recipient.value());
    }

    @Property(tries = 1000)
    void every_ordinary_recipient_is_named(@ForAll("recipients") EmailAddress recipient) {
        boolean ordinary = !recipient.isQuoted() && recipient.domain().indexOf('=') < 0;
        assertThat(bounces.forRecipient("12", recipient).equals(bounces.ofPost("12")))
                .isNotEqualTo(ordinary);
    }
}
