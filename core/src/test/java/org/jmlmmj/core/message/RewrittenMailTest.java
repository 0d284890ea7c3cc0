package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewrittenMailTest {
    private static final Header HEADER = Header.of("A: 1\r\n".getBytes(ISO_8859_1));

    private static Edit edit(long from, long to, String text) {
        return Edit.of(from, to, text.getBytes(ISO_8859_1));
    }

    @Test
    void writes_headers_blank_line_and_body_with_its_edits_in_order() throws IOException {
        try (MailFile mail = MailFile.of("old\n\n0123456789")) {
            RewrittenMail rewritten = RewrittenMail.of(
                    List.of(HEADER),
                    LineEnd.CRLF,
                    5,
                    15,
                    List.of(edit(15, 15, "end"), edit(6, 8, "x"), edit(5, 5, "start")));
            assertThat(new String(mail.write(rewritten), ISO_8859_1)).isEqualTo("A: 1\r\n\r\nstart0x3456789end");
            assertThat(rewritten.size()).isEqualTo(25);
            assertThat(rewritten.segments()).last().isInstanceOf(Segment.Added.class);
        }
    }

    @Test
    void a_stored_mail_that_became_shorter_is_no_mail() throws IOException {
        try (MailFile mail = MailFile.of("A: 1\n\nbody")) {
            RewrittenMail rewritten = RewrittenMail.of(List.of(HEADER), LineEnd.LF, 6, 11);
            assertThatThrownBy(() -> mail.write(rewritten)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void edits_that_overlap_are_a_mistake() {
        List<Edit> overlap = List.of(edit(5, 8, ""), edit(7, 9, ""));
        assertThatThrownBy(() -> RewrittenMail.of(List.of(), LineEnd.LF, 5, 15, overlap))
                .isInstanceOf(IllegalArgumentException.class);
        List<Edit> outside = List.of(edit(5, 16, ""));
        assertThatThrownBy(() -> RewrittenMail.of(List.of(), LineEnd.LF, 5, 15, outside))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_range_behind_the_end_of_the_file_is_an_error() throws IOException {
        try (MailFile mail = MailFile.of("12345")) {
            FileRange range = new FileRange(mail.channel(), 3, 9);
            assertThatThrownBy(range::octets).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> range.stream().readAllBytes()).isInstanceOf(EOFException.class);
            assertThat(new FileRange(mail.channel(), 1, 4).stream().readAllBytes())
                    .isEqualTo("234".getBytes(ISO_8859_1));
        }
    }
}
