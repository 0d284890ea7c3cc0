package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ProcessorTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileReportTest {
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");
    private static final int MANY = 10 * 1024 * 1024;
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    private BounceReader reader;

    @BeforeEach
    void makeReader() throws IOException {
        reader = BounceReader.create();
    }

    private Diagnosis read(String mail) throws IOException {
        return reader.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }

    /** A stream of the same octet that counts how much of it was read. */
    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            read++;
            return 'x';
        }

        @Override
        public int read(byte[] octets, int offset, int length) {
            Arrays.fill(octets, offset, offset + length, (byte) 'x');
            read += length;
            return length;
        }
    }

    @Test
    void reads_a_report_with_ten_megabytes_of_original_attached() throws IOException {
        String report = BouncingList.failed("joe@example.net")
                .replace("\nText\n", "\n" + "A line of the original.\n".repeat(MANY / 24));
        assertThat(report.length()).isGreaterThan(MANY);
        Diagnosis diagnosis = read(report);
        assertThat(diagnosis.kind()).isEqualTo(BounceClass.PERMANENT);
        assertThat(diagnosis.about(JOE)).isPresent();
    }

    @Test
    void reads_the_report_of_qmail_in_front_of_ten_megabytes() throws IOException {
        byte[] qmail = ReportCase.named("qmail-no-mailbox").mail();
        Diagnosis diagnosis = reader.read(
                new SequenceInputStream(new ByteArrayInputStream(qmail), new ByteArrayInputStream(new byte[MANY])));
        assertThat(diagnosis.about(JOE)).isPresent();
    }

    @Test
    void reads_no_further_than_it_has_to() throws IOException {
        Endless endless = new Endless();
        reader.read(endless);
        assertThat(endless.read).isEqualTo(ReportReader.MOST_OCTETS);
    }

    @Test
    void takes_a_thousand_recipients_and_no_more() throws IOException {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            groups.append("\nFinal-Recipient: rfc822; u")
                    .append(i)
                    .append("@example.net\nAction: failed\nStatus: 5.1.1\n");
        }
        String mail = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n" + groups;
        assertThat(read(mail).failures()).hasSizeBetween(999, 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your message could not be delivered to @ <",
                "your message to a@b ",
                "joe@example.net\n",
                "<joe@example.net>: 5.1.1 550 4.4.4\n",
                "5.1.",
                "550-",
                "\n\n\n",
                "&amp;<p>",
                "Final-Recipient: rfc822; a@b\n",
                "\nOriginal-Recipient: x+3D+3D+3D\\x{41}\\x{42}",
                "to: ",
                " ",
                "\u3042"
            })
    void takes_little_time_for_a_mail_full_of(String piece) throws Exception {
        String words = piece.repeat(2 * ReportReader.MOST_OCTETS / piece.length());
        List<String> heads = List.of(
                "From: MAILER-DAEMON@x\nSubject: ",
                "From: MAILER-DAEMON@x\nSubject: undeliverable\n\nYour message could not be delivered to the following\n",
                "From: MAILER-DAEMON@x\nContent-Type: text/html\n\n",
                "From: MAILER-DAEMON@x\nContent-Type: message/delivery-status\n\n",
                "From: MAILER-DAEMON@x\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ",
                "From: MAILER-DAEMON@x\nContent-Type: multipart/report; boundary=");
        for (String head : heads) {
            assertThat(ProcessorTime.of(() -> read(head + words))).isLessThan(MOST_TIME);
        }
    }

    @Test
    void gives_up_on_endless_levels() throws Exception {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append("\n");
        }
        assertThat(ProcessorTime.of(() -> read(mail.toString()))).isLessThan(MOST_TIME);
        String mails = "Content-Type: message/rfc822\n\n".repeat(30_000);
        assertThat(ProcessorTime.of(() -> read(mails))).isLessThan(MOST_TIME);
    }

    @Test
    void survives_every_cut_of_a_report() throws IOException {
        byte[] mail = ReportCase.named("postfix-several").mail();
        for (int end = 0; end < mail.length; end += 7) {
            byte[] cut = Arrays.copyOf(mail, end);
            assertThatCode(() -> reader.read(new ByteArrayInputStream(cut))).doesNotThrowAnyException();
        }
    }

    @Test
    void survives_damage_anywhere() {
        Random random = new Random(42);
        List<ReportCase> reports = ReportCase.all().toList();
        for (int i = 0; i < 2000; i++) {
            byte[] mail = reports.get(random.nextInt(reports.size())).mail();
            for (int n = random.nextInt(20); n >= 0; n--) {
                mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> reader.read(new ByteArrayInputStream(mail))).doesNotThrowAnyException();
        }
    }
}
