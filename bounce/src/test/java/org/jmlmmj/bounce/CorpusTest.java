package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.send.smtp.EnhancedStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the mails in {@code reports/} are. */
class CorpusTest {
    private static BounceReader reader;

    @BeforeAll
    static void makeReader() throws IOException {
        reader = BounceReader.create();
    }

    static List<ReportCase> reports() {
        return ReportCase.all().toList();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void recognises(ReportCase report) throws IOException {
        Diagnosis diagnosis = reader.read(report.open());
        assertThat(diagnosis.kind()).as(diagnosis.toString()).isEqualTo(report.kind());
        assertThat(status(diagnosis)).as(diagnosis.toString()).isEqualTo(report.status());
        List<List<EmailAddress>> named = diagnosis.failures().stream()
                .map(Failure::candidates)
                .filter(candidates -> !candidates.isEmpty())
                .toList();
        assertThat(named).as(diagnosis.toString()).hasSameSizeAs(report.recipients());
        for (int i = 0; i < named.size(); i++) {
            assertThat(named.get(i))
                    .contains(EmailAddress.of(report.recipients().get(i)));
        }
    }

    private static String status(Diagnosis diagnosis) {
        return diagnosis.failures().stream()
                .filter(failure -> failure.kind() == diagnosis.kind())
                .findFirst()
                .map(Failure::status)
                .flatMap(status -> status.map(EnhancedStatus::toString))
                .orElse("-");
    }

    @Test
    void never_takes_the_author_of_the_post_for_the_recipient() throws IOException {
        EmailAddress author = EmailAddress.of("ann@example.com");
        for (ReportCase report : reports()) {
            assertThat(reader.read(report.open()).failures())
                    .as(report.name())
                    .noneMatch(failure -> failure.candidates().contains(author));
        }
    }

    @Test
    void every_bounce_says_why() throws IOException {
        for (ReportCase report : reports()) {
            for (Failure failure : reader.read(report.open()).failures()) {
                assertThat(failure.summary())
                        .as(report.name())
                        .contains(failure.kind().word());
                assertThat(failure.status().isPresent() || !failure.reason().isBlank())
                        .as(report.name())
                        .isTrue();
            }
        }
    }

    @Test
    void is_as_large_as_it_has_to_be() {
        assertThat(reports()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
        assertThat(reports()).extracting(ReportCase::kind).contains(BounceClass.values());
    }
}
