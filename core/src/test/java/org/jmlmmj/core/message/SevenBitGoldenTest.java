package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails of every kind for a server without 8BITMIME, octet for octet. What stays beyond ASCII says why in {@code why}. */
class SevenBitGoldenTest {
    static List<Path> cases() throws Exception {
        return GoldenCases.of("sevenbit");
    }

    private static byte[] converted(SevenBitMail mail) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.writeTo(Channels.newChannel(octets));
        return octets.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void converts_as_expected(Path folder) throws IOException {
        byte[] in = Files.readAllBytes(folder.resolve("in"));
        byte[] out = Files.readAllBytes(folder.resolve("out"));
        try (MailFile file = MailFile.of(in)) {
            SevenBitMail mail = SevenBitMail.of(file.channel());
            assertThat(text(converted(mail))).isEqualTo(text(out));
            assertThat(mail.isChanged()).isEqualTo(!text(in).equals(text(out)));
            assertThat(mail.doubt()).isEqualTo(GoldenCases.why(folder));
        }
    }

    /** As after a restart, or when a mail passes two lists. */
    @ParameterizedTest
    @MethodSource("cases")
    void leaves_a_converted_mail_alone(Path folder) throws IOException {
        byte[] out = Files.readAllBytes(folder.resolve("out"));
        try (MailFile file = MailFile.of(out)) {
            SevenBitMail mail = SevenBitMail.of(file.channel());
            assertThat(mail.isChanged()).isFalse();
            assertThat(text(converted(mail))).isEqualTo(text(out));
        }
    }

    @Test
    void there_are_cases() throws Exception {
        assertThat(cases()).hasSizeGreaterThan(40);
    }

    /** Octets as characters, so that a difference can be read. */
    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
