package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;

/** Any octets as a mail that gets a footer, loses parts, or has to become ASCII. For one thread. */
public final class MailFuzzTarget {
    /** Base64 and quoted-printable, new headers and parts: what is written anew grows, but not without bound. */
    private static final int MOST_GROWTH = 8;

    private static final int MOST_ADDED = 20_000;

    private MailFuzzTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] octets) throws IOException {
        HostileMailTest.check(octets);
        try (MailFile mail = MailFile.of(octets)) {
            SevenBitMail converted = SevenBitMail.of(mail.channel());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            converted.writeTo(Channels.newChannel(out));
            byte[] after = out.toByteArray();
            assertThat(after.length).isLessThanOrEqualTo(MOST_GROWTH * octets.length + MOST_ADDED);
            if (!converted.isChanged()) {
                assertThat(after).isEqualTo(octets);
            }
            try (MailFile again = MailFile.of(after)) {
                assertThat(SevenBitMail.of(again.channel()).isChanged()).isFalse();
            }
        }
    }
}
