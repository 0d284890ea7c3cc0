package org.jmlmmj.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.bounce.ReportMail.StatusPart;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.HeaderAddresses;
import org.jmlmmj.core.message.Header;

/**
 * Finds out what a mail to a bounce address is (spec 05 §6.2). What is certain comes first: a standard report, then wordings of
 * known servers, then a report that somebody wrapped into another mail, then signs of automatic answers, at last anything that looks
 * like a report. Thread-safe.
 */
final class BounceReader {
    private static final List<String> DAEMONS =
            List.of("mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mdaemon", "bounce", "mailsystem");

    private final Phrases phrases;
    private final Judge judge;
    private final TextReport texts;

    private BounceReader(Phrases phrases) {
        this.phrases = phrases;
        this.judge = new Judge(phrases);
        this.texts = new TextReport(phrases, judge);
    }

    /** A reader with the phrases that come with this software. */
    static BounceReader create() throws IOException {
        return new BounceReader(Phrases.load());
    }

    /**
     * Reads a mail.
     *
     * @param mail the mail; not closed; only its beginning is read
     */
    Diagnosis read(InputStream mail) throws IOException {
        ReportMail report = ReportReader.read(mail);
        return standard(report, 0)
                .or(() -> notice(report))
                .or(() -> worded(report))
                .or(() -> standard(report, 1))
                .or(() -> automatic(report))
                .or(() -> anyReport(report))
                .orElseGet(() -> Diagnosis.of(BounceClass.UNKNOWN, "no known form"));
    }

    private Optional<Diagnosis> standard(ReportMail report, int depth) {
        for (StatusPart part : report.statuses()) {
            if (part.depth() == depth) {
                Optional<Diagnosis> found = diagnose(StatusReport.read(part.text(), judge));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnosis> diagnose(StatusReport status) {
        if (!status.failures().isEmpty()) {
            return Optional.of(Diagnosis.of(status.failures(), "delivery status"));
        }
        return status.others() > 0
                ? Optional.of(Diagnosis.of(BounceClass.NO_BOUNCE, "delivery status without a failure"))
                : Optional.empty();
    }

    private static Optional<Diagnosis> notice(ReportMail report) {
        return report.isNotice()
                ? Optional.of(Diagnosis.of(BounceClass.NO_BOUNCE, "receipt or complaint"))
                : Optional.empty();
    }

    private Optional<Diagnosis> worded(ReportMail report) {
        if (texts.isDelay(report.text())
                || report.folded("Subject").filter(this::isDelay).isPresent()) {
            return Optional.of(Diagnosis.of(BounceClass.NO_BOUNCE, "warning about a delay"));
        }
        Optional<Diagnosis> fields = diagnose(StatusReport.read(statusLines(report.text()), judge));
        if (fields.isPresent()) {
            return fields;
        }
        List<Failure> failures = texts.failures(report.text());
        return failures.isEmpty() ? Optional.empty() : Optional.of(Diagnosis.of(named(failures, report), "wording"));
    }

    private boolean isDelay(String subject) {
        return phrases.occurs(Phrases.DELAY, subject);
    }

    /** Some servers write the fields of a standard report into plain text, and some gateways flatten reports to text. */
    private static String statusLines(String text) {
        int from = text.indexOf("\nFinal-Recipient:");
        int original = text.indexOf("\nOriginal-Recipient:");
        int start = original >= 0 && (from < 0 || original < from) ? original : from;
        return start < 0 ? "" : text.substring(start);
    }

    /** Exim and Gmail name the recipients in a header, in which no author's address can be. */
    private static List<Failure> named(List<Failure> failures, ReportMail report) {
        Optional<Header> header = report.headers().first("X-Failed-Recipients");
        if (header.isEmpty() || !failures.get(0).candidates().isEmpty()) {
            return failures;
        }
        Failure common = failures.get(0);
        List<Failure> named = HeaderAddresses.parse(header.get().text()).stream()
                .map(address -> new Failure(List.of(address), common.kind(), common.status(), common.reason()))
                .toList();
        return named.isEmpty() ? failures : named;
    }

    /** RFC 3834 §5 and what programs wrote before it. Reports say auto-replied too, but have been recognised by now. */
    private Optional<Diagnosis> automatic(ReportMail report) {
        boolean submitted = report.folded("Auto-Submitted")
                .filter(value -> !value.equals("no") && !value.startsWith("auto-generated"))
                .isPresent();
        boolean marked =
                report.folded("Precedence").filter("auto_reply"::equals).isPresent()
                        || report.folded("X-Autoreply").isPresent()
                        || report.folded("X-Autorespond").isPresent()
                        || report.folded("X-Autoresponder").isPresent()
                        || report.folded("X-Autogenerated").isPresent();
        boolean titled = report.folded("Subject")
                .filter(subject -> phrases.of(Phrases.REPLY_SUBJECT).stream().anyMatch(subject::startsWith))
                .isPresent();
        return (submitted && !isFromDaemon(report)) || marked || titled
                ? Optional.of(Diagnosis.of(BounceClass.AUTO_REPLY, "automatic answer"))
                : Optional.empty();
    }

    private Optional<Diagnosis> anyReport(ReportMail report) {
        boolean looksLikeOne = isFromDaemon(report)
                || report.folded("Subject")
                        .filter(subject -> phrases.occurs(Phrases.BOUNCE_SUBJECT, subject))
                        .isPresent();
        if (!looksLikeOne) {
            return Optional.empty();
        }
        List<Failure> failures = texts.failuresWithoutOpening(report.text());
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnosis.of(named(failures, report), "looks like a report"));
    }

    private static boolean isFromDaemon(ReportMail report) {
        return report.headers()
                .first("From")
                .map(header -> HeaderAddresses.parse(header.text()))
                .filter(from -> from.stream().anyMatch(BounceReader::isDaemon))
                .isPresent();
    }

    private static boolean isDaemon(EmailAddress address) {
        String local = Phrases.fold(address.local());
        return DAEMONS.stream().anyMatch(local::startsWith);
    }
}
