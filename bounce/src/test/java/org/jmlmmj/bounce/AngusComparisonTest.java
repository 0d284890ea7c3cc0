package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.jmlmmj.bounce.ReportMail.StatusPart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An independent reader of delivery reports finds the same fields in every standard report. */
class AngusComparisonTest {
    private static final List<String> FIELDS =
            List.of("Original-Recipient", "Final-Recipient", "Action", "Status", "Diagnostic-Code", "Remote-MTA");

    static List<ReportCase> reports() {
        return ReportCase.all().filter(ReportCase::isStandard).toList();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void agrees_on_every_recipient(ReportCase report) throws Exception {
        assertThat(ours(report)).isNotEmpty().isEqualTo(theirs(report));
    }

    private static List<String> ours(ReportCase report) throws Exception {
        List<String> recipients = new ArrayList<>();
        StatusPart part = ReportReader.read(report.open()).statuses().get(0);
        for (StatusFields fields : StatusFields.read(part.text(), 1000)) {
            if (fields.isOfRecipient()) {
                recipients.add(describe(name -> fields.get(name)));
            }
        }
        return recipients;
    }

    private static List<String> theirs(ReportCase report) throws Exception {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), report.open());
        DeliveryStatus status = status(mail);
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < status.getRecipientDSNCount(); i++) {
            InternetHeaders fields = status.getRecipientDSN(i);
            recipients.add(describe(name -> Optional.ofNullable(fields.getHeader(name))
                    .filter(values -> values.length > 0)
                    .map(values -> values[0])));
        }
        return recipients;
    }

    /** The class reads the report itself only if it says that it is one. */
    private static DeliveryStatus status(MimeMessage mail) throws Exception {
        MultipartReport report = new MultipartReport(mail.getDataHandler().getDataSource());
        return report.getReport() instanceof DeliveryStatus status
                ? status
                : new DeliveryStatus(report.getBodyPart(1).getInputStream());
    }

    /** Where values of fields come from. */
    private interface Fields {
        Optional<String> get(String name);
    }

    private static String describe(Fields fields) {
        List<String> values = new ArrayList<>();
        for (String name : FIELDS) {
            fields.get(name)
                    .map(value -> value.strip().replaceAll("\\s+", " "))
                    .ifPresent(value -> values.add(name + "=" + value));
        }
        return String.join("|", values);
    }
}
