package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many octets the kernel reads and writes for this process while a mail is processed. */
class OnePassTest {
    private static final Path COUNTERS = Path.of("/proc/self/io");
    /** Headers, control files, classes that are loaded on the way. */
    private static final long OTHERS = 2_000_000;

    private static final long BODY = 16_000_000;
    private static final String HEADERS = "Return-Path: <ann@example.net>\nFrom: Ann <ann@example.net>\n"
            + "To: birds@example.org\nSubject: owls\nMIME-Version: 1.0\n";

    @TempDir
    Path folder;

    private ListFixture list;

    @BeforeEach
    void makeList() throws IOException {
        assumeThat(COUNTERS).isReadable();
        list = ListFixture.in(folder).control("prefix", "[birds]");
    }

    private static long counter(String name) throws IOException {
        try (var lines = Files.lines(COUNTERS)) {
            return lines.filter(line -> line.startsWith(name + ": "))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length() + 2)))
                    .sum();
        }
    }

    /** Takes everything and sends nothing. */
    private static final class Nowhere implements Distribution {
        @Override
        public Prepared prepare(Path post, Optional<EmailAddress> omit) {
            return () -> {};
        }

        @Override
        public boolean isPrepared(Path post) {
            return false;
        }

        @Override
        public void send(List<ParkedMail> mails) {}
    }

    /** The octets read and written, in bodies of the mail. */
    private record Passes(long read, long written) {}

    private Passes process(String headers, String body) throws IOException {
        byte[] mail = (headers + "\n" + body).getBytes(ISO_8859_1);
        processOnce(("From: a@b\nTo: birds@example.org\n\n" + body.substring(0, 400) + "\n").getBytes(ISO_8859_1));
        return processOnce(mail);
    }

    private Passes processOnce(byte[] mail) throws IOException {
        Path stored = list.directory().incoming().store(new ByteArrayInputStream(mail), new byte[0]);
        MailingList opened = list.open();
        Texts texts = Texts.of(opened.directory(), list.path("nowhere"), TextCache.none(), message -> {});
        AdminMailWriter writer = new AdminMailWriter(opened, texts, list.names(), 1);
        MailProcessor processor = new MailProcessor(opened, EnvelopeVariables.of(Map.of()), writer, new Nowhere());
        long read = counter("rchar");
        long written = counter("wchar");
        processor.process(stored, true);
        return new Passes(
                (counter("rchar") - read + BODY - OTHERS) / BODY, (counter("wchar") - written + BODY - OTHERS) / BODY);
    }

    private static String lines() {
        String line = "They hoot, and they hoot again, and nobody knows why, until the morning comes.\n";
        return line.repeat((int) (BODY / line.length()));
    }

    private static String parts() {
        return "--x\nContent-Type: text/plain\n\nThey hoot.\n--x\nContent-Type: application/octet-stream\n\n" + lines()
                + "--x--\n";
    }

    @Test
    void a_post_without_a_footer_is_read_once_and_written_once() throws IOException {
        assertThat(process(HEADERS, lines())).isEqualTo(new Passes(1, 1));
    }

    @Test
    void a_post_with_a_footer_is_read_once_to_parse_and_once_to_write() throws IOException {
        list.control("footer_text", "-- \nThe birds list\n");
        assertThat(process(HEADERS, lines())).isEqualTo(new Passes(2, 1));
        assertThat(process(HEADERS + "Content-Type: multipart/mixed; boundary=x\n", parts()))
                .isEqualTo(new Passes(2, 1));
    }

    @Test
    void a_post_that_is_too_large_is_not_stored_a_second_time() throws IOException {
        list.control("maxmailsize", "1000").control("nomaxmailsizedenymails", "");
        assertThat(process(HEADERS, lines())).isEqualTo(new Passes(0, 0));
    }
}
