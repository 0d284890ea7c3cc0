package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jmlmmj.bounce.BounceParameter.OfConfirmation;
import org.jmlmmj.bounce.BounceParameter.OfProbe;
import org.jmlmmj.bounce.BounceParameter.OfRecipient;
import org.jmlmmj.bounce.BounceParameter.OfReport;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.spool.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BounceParameterTest {
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");
    private static final String COOKIE = "0123456789abcdef";

    @Test
    void reads_every_form_that_we_or_the_original_make() {
        assertThat(BounceParameter.parse("109-joe=example.net")).contains(new OfRecipient("109", JOE));
        assertThat(BounceParameter.parse("0-joe=example.net")).contains(new OfRecipient("0", JOE));
        assertThat(BounceParameter.parse("digest-Joe=Example.NET")).contains(new OfRecipient("digest", JOE));
        assertThat(BounceParameter.parse("109")).contains(new OfReport("109"));
        assertThat(BounceParameter.parse("help")).contains(new OfReport("help"));
        assertThat(BounceParameter.parse("Probe-joe=example.net")).contains(new OfProbe(JOE));
        assertThat(BounceParameter.parse("confsub-" + COOKIE)).contains(new OfConfirmation(true, new Cookie(COOKIE)));
        assertThat(BounceParameter.parse("confunsub-" + COOKIE + "-joe=example.net"))
                .contains(new OfConfirmation(false, new Cookie(COOKIE + "-joe=example.net")));
    }

    @Test
    void keeps_hyphens_and_equals_signs_of_the_address() {
        assertThat(BounceParameter.parse("1-a-b=c=my-host.example"))
                .contains(new OfRecipient("1", EmailAddress.of("a-b=c@my-host.example")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1-",
                "-joe=example.net",
                "1-joe",
                "1-/etc=x",
                "1-.x=y",
                "1-../a=b",
                "probe-",
                "probe-joe",
                "probe",
                "confsub",
                "confunsub-",
                "confsub-joe=example.net",
                "1 2-joe=example.net",
                "a:b-joe=example.net",
                "1-jo e=x",
                "12345678901234567890-joe=example.net",
                "1-joe=example.net@x"
            })
    void reads_nothing_else(String parameter) {
        assertThat(BounceParameter.parse(parameter)).isEmpty();
    }

    @Property(tries = 300)
    void reads_back_what_an_envelope_sender_was_made_from(@ForAll("addresses") EmailAddress address) {
        ListAddress list = new ListAddress(EmailAddress.of("birds@example.org"), "+");
        String sender = BounceAddress.of(list).forRecipient("7", address).local();
        assertThat(BounceParameter.parse(sender.substring("birds+bounces-".length())))
                .contains(new OfRecipient("7", address));
    }

    @Provide
    Arbitrary<EmailAddress> addresses() {
        Arbitrary<String> local = Arbitraries.strings()
                .withChars("abAB09-+=._~!$%&'*?^`{|}\u00e9")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> domain =
                Arbitraries.strings().withChars("abz09-.").ofMinLength(1).ofMaxLength(15);
        return Combinators.combine(local, domain)
                .as((l, d) -> EmailAddress.of(l + "@" + d))
                .filter(address -> !address.local().startsWith("."));
    }

    @Property(tries = 500)
    void never_fails(@ForAll String parameter) {
        assertThat(BounceParameter.parse(parameter)).isNotNull();
    }
}
