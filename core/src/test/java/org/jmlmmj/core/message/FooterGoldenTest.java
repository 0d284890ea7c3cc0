package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.Tunables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails of every kind with their footers, octet for octet. A case without a footer says why in its file {@code why}. */
class FooterGoldenTest {
    static List<Path> cases() throws Exception {
        return GoldenCases.of("footer");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adds_the_footer_as_expected(Path folder) throws IOException {
        Optional<Footer> footer = footerIn(folder);
        try (MailFile mail = MailFile.of(Files.readAllBytes(folder.resolve("in")))) {
            if (footer.isEmpty()) {
                assertThat(GoldenCases.why(folder)).hasValue("no footer");
                return;
            }
            FooterOutcome outcome = mail.insert(footer.get());
            assertThat(outcome.unchanged()).isEqualTo(GoldenCases.why(folder));
            byte[] written = mail.write(outcome.mail());
            assertThat(text(written)).isEqualTo(text(Files.readAllBytes(folder.resolve("out"))));
            assertThat(outcome.mail().size()).isEqualTo(written.length);
        }
    }

    /** Posts come back: through another list, after a crash, from an archive. */
    @ParameterizedTest
    @MethodSource("cases")
    void never_adds_it_twice(Path folder) throws IOException {
        Optional<Footer> footer = footerIn(folder);
        if (footer.isPresent()) {
            try (MailFile mail = MailFile.of(Files.readAllBytes(folder.resolve("out")))) {
                assertThat(mail.insert(footer.get()).unchanged()).isPresent();
            }
        }
    }

    @Test
    void there_are_cases() throws Exception {
        assertThat(cases()).hasSizeGreaterThan(100);
    }

    private static Optional<Footer> footerIn(Path folder) throws IOException {
        return Footer.of(new Tunables(folder, warning -> {
            throw new AssertionError(warning);
        }));
    }

    /** Octets as characters, so that a difference can be read. */
    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
