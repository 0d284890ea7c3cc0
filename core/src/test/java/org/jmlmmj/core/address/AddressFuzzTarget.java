package org.jmlmmj.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Any octets where addresses are expected: in a header, in a command, in a bounce address. For one thread. */
public final class AddressFuzzTarget {
    private static final ListAddress LIST = new ListAddress(EmailAddress.of("birds@example.org"), "+");

    private AddressFuzzTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        HeaderAddresses.parse(text).forEach(AddressFuzzTarget::check);
        HeaderAddresses.parse(new String(octets, StandardCharsets.ISO_8859_1)).forEach(AddressFuzzTarget::check);
        EmailAddress.parse(text).ifPresent(AddressFuzzTarget::check);
        BounceAddress.decodeRecipient(text).ifPresent(AddressFuzzTarget::check);
        try {
            ReversePath.parse(text).address().ifPresent(AddressFuzzTarget::check);
        } catch (InvalidAddressException e) {
            assertThat(EmailAddress.parse(text)).isEmpty();
        }
    }

    private static void check(EmailAddress address) {
        String value = address.value();
        assertThat(EmailAddress.of(value)).isEqualTo(address);
        assertThat(address.local() + "@" + address.domain()).isEqualTo(value);
        assertThat(value.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(EmailAddress.MAX_OCTETS);
        // Whatever ends an argument, a line or a text must not be there (spec 03 §5); a quoted local part may hold a
        // blank.
        assertThat(value.chars()).noneMatch(c -> c < ' ' || c == 127);
        assertThat(address.domain().chars()).noneMatch(c -> c == '>' || c == '<' || c == ' ');
        assertThat(address.isQuoted() || value.chars().noneMatch(c -> c == '>' || c == '<' || c == ' '))
                .isTrue();
        checkBounce(address);
    }

    /** What goes out as an envelope sender leads back to this address, or names nobody. */
    private static void checkBounce(EmailAddress address) {
        EmailAddress sender = BounceAddress.of(LIST).forRecipient("7", address);
        assertThat(LIST.extensionOf(sender)).get().asString().startsWith("bounces-7");
        Optional<String> named = LIST.extensionOf(sender).filter(extension -> extension.startsWith("bounces-7-"));
        if (named.isPresent()) {
            assertThat(BounceAddress.decodeRecipient(named.get().substring("bounces-7-".length())))
                    .hasValue(address);
        }
    }
}
