package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSinkTest {
    private final List<String> problems = new ArrayList<>();

    /** The mail that comes of these lines, with default headers From and Subject. */
    private String mail(String... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MailSink sink = new MailSink(
                out, List.of(HeaderField.of("From", " owner"), HeaderField.of("Subject", " default")), problems::add);
        for (String line : lines) {
            sink.text(line, 0, line.length());
            sink.endLine();
        }
        sink.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"Subject", "subject", "SUBJECT", "'Subject '"})
    void drops_default_header_that_the_text_gives(String name) throws IOException {
        assertThat(mail(name + ": own", "", "body")).isEqualTo("Subject: own\nFrom: owner\n\nbody\n");
        assertThat(problems).isEmpty();
    }

    @Test
    void keeps_default_header_whose_name_only_begins_alike() throws IOException {
        assertThat(mail("From-Where: x", "", "body"))
                .isEqualTo("From-Where: x\nFrom: owner\nSubject: default\n\nbody\n");
    }

    @Test
    void writes_header_twice_that_is_given_twice() throws IOException {
        assertThat(mail("X-A: 1", "X-A: 2", "")).startsWith("X-A: 1\nX-A: 2\nFrom");
    }

    @Test
    void continues_header_but_not_with_white_space_alone() throws IOException {
        assertThat(mail("X-A: 1", "\t2", "  ", " 3", "", "body")).startsWith("X-A: 1\n\t2\n 3\nFrom");
    }

    @Test
    void takes_continuation_without_header_for_a_header() throws IOException {
        assertThat(mail("  ", "  X-A: 1", "", "body")).isEqualTo("X-A: 1\nFrom: owner\nSubject: default\n\nbody\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", "Note on the list: x", ": x", "Größe: 1", "a b: c"})
    void begins_body_with_a_line_that_is_no_header(String line) throws IOException {
        assertThat(mail("X-A: 1", line, "", "Subject: y"))
                .isEqualTo("X-A: 1\nFrom: owner\nSubject: default\n\n" + line + "\n\nSubject: y\n");
        assertThat(problems).singleElement().asString().contains(line);
    }

    @Test
    void makes_mail_without_body_of_text_without_one() throws IOException {
        assertThat(mail()).isEqualTo("From: owner\nSubject: default\n\n");
        assertThat(mail("Subject: x")).isEqualTo("Subject: x\nFrom: owner\n\n");
        assertThat(problems).containsExactly("the text has no body", "the text has no body");
    }

    @Test
    void writes_empty_body_lines_and_octets_as_they_are() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MailSink sink = new MailSink(out, List.of(), problems::add);
        sink.endHeaders();
        sink.endHeaders();
        sink.endLine();
        sink.text("é🐦", 0, 3);
        sink.octets(new byte[] {0, (byte) 0xff, '\r', 7}, 1, 3);
        sink.endLine();
        sink.finish();

        assertThat(out.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("\n\n" + new String("é🐦".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                        + "\u00ff\r\n");
    }
}
