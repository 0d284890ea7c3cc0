package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jmlmmj.core.address.EmailAddress;

/** Any octets as a mail that comes to a bounce address, and as the end of such an address. For one thread. */
public final class ReportFuzzTarget {
    private static final BounceReader READER = reader();

    private ReportFuzzTarget() {}

    private static BounceReader reader() {
        try {
            return BounceReader.create();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        Diagnosis diagnosis = READER.read(new ByteArrayInputStream(octets));
        for (Failure failure : diagnosis.failures()) {
            failure.candidates().forEach(ReportFuzzTarget::check);
            assertThat(failure.reason().length()).isLessThanOrEqualTo(octets.length);
        }
        BounceParameter.parse(new String(octets, StandardCharsets.UTF_8)).ifPresent(ReportFuzzTarget::check);
    }

    private static void check(BounceParameter parameter) {
        if (parameter instanceof BounceParameter.OfRecipient found) {
            assertThat(found.ident()).matches("[a-z0-9]{1,18}").isNotIn("probe", "confsub", "confunsub");
            check(found.recipient());
            assertThat(found.recipient().value()).doesNotContain("/");
        } else if (parameter instanceof BounceParameter.OfProbe probe) {
            check(probe.recipient());
            assertThat(probe.recipient().value()).doesNotContain("/");
        }
    }

    private static void check(EmailAddress address) {
        assertThat(EmailAddress.of(address.value())).isEqualTo(address);
    }
}
