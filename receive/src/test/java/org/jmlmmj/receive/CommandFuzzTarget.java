package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.address.ListAddress;

/** Any octets as the extension of a recipient address. For one thread. */
public final class CommandFuzzTarget {
    private static final ListAddress LIST = new ListAddress(EmailAddress.of("birds@example.org"), "+");

    private CommandFuzzTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) {
        String extension = new String(octets, StandardCharsets.UTF_8);
        ListCommand.parse(extension).ifPresent(CommandFuzzTarget::check);
        checkAddress(extension);
        checkVariables(extension);
    }

    /** What becomes part of a file name leads nowhere else (spec 01 §8.5, §8.7). */
    private static void check(ListCommand command) {
        if (command instanceof ListCommand.ByCookie secret) {
            assertThat(secret.cookie().value()).matches("(?s)[0-9a-f]{16}(-[^/\\x00]*)?");
        } else if (command instanceof ListCommand.Get get) {
            assertThat(get.index()).isNotNegative();
        } else if (command instanceof ListCommand.Bounce bounce) {
            assertThat(bounce.parameter()).doesNotContain("/");
        }
    }

    /** An extension that can be part of an address is read back from it. */
    private static void checkAddress(String extension) {
        try {
            assertThat(LIST.extensionOf(LIST.withExtension(extension))).hasValue(extension);
        } catch (InvalidAddressException e) {
            assertThat(EmailAddress.parse("birds+" + extension + "@example.org"))
                    .isEmpty();
        }
    }

    private static void checkVariables(String extension) {
        String value = extension.replace("\0", "");
        EnvelopeVariables variables =
                new EnvelopeVariables(Optional.of(value), Optional.of(value), Optional.of("+" + value));
        assertThat(EnvelopeVariables.read(variables.octets())).isEqualTo(variables);
        EnvelopeVariables.read(extension.getBytes(StandardCharsets.UTF_8));
    }
}
