package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HeaderReaderTest {
    private static HeaderBlock read(String mail) throws IOException {
        return HeaderReader.read(new ByteArrayInputStream(mail.getBytes(ISO_8859_1)));
    }

    @Test
    void joins_continuation_lines_and_keeps_their_leading_blanks() throws IOException {
        HeaderBlock block = read("Subject: a \r\n\tb\r\n c\r\nTo: x\r\n\r\nbody");
        assertThat(block.headers()).extracting(Header::unfolded).containsExactly("Subject: a \tb c", "To: x");
        assertThat(block.lineEnd()).isEqualTo(LineEnd.CRLF);
        assertThat(block.bodyOffset()).isEqualTo("Subject: a \r\n\tb\r\n c\r\nTo: x\r\n\r\n".length());
    }

    @Test
    void a_line_that_begins_with_cr_ends_the_headers_and_stays_in_the_body() throws IOException {
        HeaderBlock block = read("A: 1\n\rX: 2\nB: 3\n\n");
        assertThat(block.headers()).extracting(Header::unfolded).containsExactly("A: 1");
        assertThat(block.bodyOffset()).isEqualTo(5);
    }

    @Test
    void a_mail_may_be_empty_or_have_no_body_or_no_line_end() throws IOException {
        assertThat(read("").headers()).isEmpty();
        assertThat(read("\nbody").headers()).isEmpty();
        assertThat(read("\nbody").bodyOffset()).isEqualTo(1);
        assertThat(read("A: 1\nB: 2").headers())
                .extracting(Header::raw)
                .last()
                .isEqualTo("B: 2\n".getBytes(ISO_8859_1));
        assertThat(read("A: 1\nB: 2").bodyOffset()).isEqualTo(9);
    }

    @Test
    void a_nul_stays_and_glues_nothing() throws IOException {
        assertThat(read("A: 1\0x\nB: 2\n\n").headers())
                .extracting(Header::unfolded)
                .containsExactly("A: 1\0x", "B: 2");
    }

    @Test
    void a_name_counts_only_without_blanks_before_its_colon() throws IOException {
        Header header = read("Subject : x\n\n").headers().get(0);
        assertThat(header.is("Subject")).isFalse();
        assertThat(header.value()).isEqualTo(" x");
    }

    @Test
    void refuses_headers_that_would_fill_the_memory() {
        assertThatThrownBy(() -> read("A: " + "x".repeat(HeaderReader.MOST_OCTETS) + "\n\n"))
                .isInstanceOf(OversizedHeadersException.class)
                .hasMessageContaining("octets");
        assertThatThrownBy(() -> read("A:\n".repeat(HeaderReader.MOST_HEADERS + 1) + "\n"))
                .isInstanceOf(OversizedHeadersException.class)
                .hasMessageContaining("headers");
    }

    @Provide
    Arbitrary<String> mails() {
        return Arbitraries.strings().withChars("aA: \t\r\n\0\u00e9.-").ofMaxLength(200);
    }

    @Property
    void headers_and_body_are_the_mail(@ForAll("mails") String mail) throws IOException {
        HeaderBlock block = read(mail);
        StringBuilder again = new StringBuilder();
        block.headers().forEach(header -> again.append(new String(header.raw(), ISO_8859_1)));
        String head = mail.substring(0, (int) block.bodyOffset());
        // Only the blank line between them, and a line end that was missing at the very end, may differ.
        assertThat(again.toString())
                .satisfiesAnyOf(
                        text -> assertThat(head).startsWith(text),
                        text -> assertThat(text).startsWith(head));
        assertThat(head.substring(Math.min(head.length(), again.length()))).matches("[\r\n]*");
    }
}
