package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.list.Tunables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails of every kind and what is left of them, octet for octet. */
class StripGoldenTest {
    static List<Path> cases() throws Exception {
        return GoldenCases.of("strip");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void removes_and_marks_as_expected(Path folder) throws IOException {
        try (MailFile mail = MailFile.of(Files.readAllBytes(folder.resolve("in")))) {
            StripOutcome outcome = strip(folder).apply(mail.channel(), mail.headers());
            byte[] expected = Files.readAllBytes(folder.resolve("out"));
            assertThat(text(mail.write(outcome.mail()))).isEqualTo(text(expected));
            assertThat(outcome.doubt()).isEqualTo(GoldenCases.why(folder));
            assertThat(outcome.isUnwanted()).isEqualTo(text(expected).contains(MimeStrip.HEADER + ": Y"));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void removes_nothing_the_second_time(Path folder) throws IOException {
        byte[] once = Files.readAllBytes(folder.resolve("out"));
        try (MailFile mail = MailFile.of(once)) {
            StripOutcome outcome = strip(folder).apply(mail.channel(), mail.headers());
            assertThat(outcome.removed()).isZero();
            assertThat(outcome.mail().size()).isEqualTo(once.length);
        }
    }

    @Test
    void there_are_cases() throws Exception {
        assertThat(cases()).hasSizeGreaterThan(40);
    }

    private static MimeStrip strip(Path folder) throws IOException {
        return MimeStrip.of(new Tunables(folder, warning -> {
            throw new AssertionError(warning);
        }));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
