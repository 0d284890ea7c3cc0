package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeaderEditsTest {
    private static String apply(HeaderEdits edits, String mail) throws IOException {
        HeaderBlock block = HeaderReader.read(new ByteArrayInputStream(mail.getBytes(UTF_8)));
        return edits.apply(block).stream()
                .map(header -> new String(header.raw(), UTF_8))
                .collect(Collectors.joining());
    }

    private static HeaderEdits edits(List<String> removed, String custom, String prefix, boolean replyTo) {
        return HeaderEdits.of(
                removed,
                custom.getBytes(UTF_8),
                prefix.isEmpty() ? Optional.empty() : Optional.of(new SubjectPrefix(prefix)),
                replyTo);
    }

    private static final HeaderEdits PREFIX = edits(List.of(), "", "[my_list]", false);

    @Test
    void removes_separator_line_and_return_path_always() throws IOException {
        assertThat(apply(HeaderEdits.none(), "From ann Tue Mar  4\nReturn-Path: <a@x>\nFrom: a@x\n\n"))
                .isEqualTo("From: a@x\n");
    }

    @Test
    void leaves_other_headers_octet_for_octet() throws IOException {
        String headers = "X-Odd :\tvalue  \r\n\tfolded \r\nno colon here\r\nX-8bit: \u00e9\r\n";
        assertThat(apply(PREFIX, headers + "Subject: [my_list] x\r\n\r\nbody"))
                .isEqualTo(headers + "Subject: [my_list] x\r\n");
    }

    @Test
    void removes_headers_by_their_beginning_in_any_case_with_their_continuation_lines() throws IOException {
        HeaderEdits edits = edits(List.of("x-sp", "Received:"), "", "", false);
        assertThat(apply(edits, "X-Spam: 1\n a\nX-Spice: 2\nRECEIVED: z\nReceived-SPF: ok\nTo: b@x\n\n"))
                .isEqualTo("Received-SPF: ok\nTo: b@x\n");
    }

    @Test
    void inserts_custom_headers_before_the_first_mime_header() throws IOException {
        HeaderEdits edits = edits(List.of(), "List-Id: <b.x>\nPrecedence: bulk\n", "", false);
        assertThat(apply(edits, "From: a@x\nmime-version: 1.0\nMime-Other: x\n\n"))
                .isEqualTo("From: a@x\nList-Id: <b.x>\nPrecedence: bulk\nmime-version: 1.0\nMime-Other: x\n");
    }

    @Test
    void custom_headers_without_final_newline_and_with_blank_lines_do_not_end_the_headers() throws IOException {
        HeaderEdits edits = edits(List.of(), "X-One: 1\r\n\n \nX-Two: 2", "", false);
        assertThat(apply(edits, "From: a@x\n\nbody\n")).isEqualTo("From: a@x\nX-One: 1\nX-Two: 2\n");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_a_custom_header() throws IOException {
        HeaderEdits edits = edits(List.of(), "\ufeffX-One: 1\nX-Two: 2\n", "", false);
        assertThat(apply(edits, "From: a@x\n\n")).isEqualTo("From: a@x\nX-One: 1\nX-Two: 2\n");
    }

    @Test
    void added_headers_end_as_the_lines_of_the_mail_do() throws IOException {
        HeaderEdits edits = edits(List.of(), "X-One: 1\n", "[p]", false);
        assertThat(apply(edits, "From: a@x\r\n\r\n")).isEqualTo("From: a@x\r\nX-One: 1\r\nSubject: [p]\r\n");
    }

    @Test
    void a_last_header_without_line_end_gets_one_before_anything_is_added() throws IOException {
        assertThat(apply(edits(List.of(), "X-One: 1\n", "", false), "From: a@x"))
                .isEqualTo("From: a@x\nX-One: 1\n");
    }

    @Test
    void reply_to_author_replaces_every_other_reply_to() throws IOException {
        HeaderEdits edits = edits(List.of(), "Reply-To: list@x\nX-A: 1\n", "", true);
        assertThat(apply(edits, "Reply-To: other@x\nFrom: Ann <a@x>\n\n"))
                .isEqualTo("From: Ann <a@x>\nReply-To: Ann <a@x>\nX-A: 1\n");
    }

    @Test
    void reply_to_author_is_added_once() throws IOException {
        assertThat(apply(edits(List.of(), "", "", true), "From: nobody\nFrom: a@x\nFrom: b@x\n\n"))
                .isEqualTo("From: nobody\nFrom: a@x\nReply-To: a@x\nFrom: b@x\n");
    }

    @Test
    void reply_to_author_is_added_even_if_from_is_removed() throws IOException {
        assertThat(apply(edits(List.of("From:"), "", "", true), "From: a@x\n\n"))
                .isEqualTo("Reply-To: a@x\n");
    }

    @Test
    void puts_the_prefix_before_the_rest_of_the_subject() throws IOException {
        assertThat(apply(PREFIX, "subject: Re: hi\n there\n\n")).isEqualTo("Subject: [my_list] Re: hi\n there\n");
    }

    @Test
    void adds_no_prefix_where_the_encoded_subject_holds_it() throws IOException {
        String q = "Subject: =?utf-8?Q?Re:_[my=5Flist]_x?=\n";
        String b = "Subject: =?utf-8?B?W215X2xpc3RdIHg=?=\n";
        assertThat(apply(PREFIX, q + "\n")).isEqualTo(q);
        assertThat(apply(PREFIX, b + "\n")).isEqualTo(b);
    }

    @Test
    void a_subject_that_gets_the_prefix_is_not_removed_by_delheaders() throws IOException {
        HeaderEdits edits = edits(List.of("Subject:"), "", "[p]", false);
        assertThat(apply(edits, "Subject: x\n\n")).isEqualTo("Subject: [p] x\n");
        assertThat(apply(edits, "Subject: [p] x\n\n")).isEmpty();
    }

    @Test
    void a_prefix_that_is_not_ascii_becomes_an_encoded_word_and_keeps_its_blank() throws IOException {
        HeaderEdits edits = edits(List.of(), "", "[\u00fc]", false);
        String plain = apply(edits, "Subject: hi\n\n");
        String encoded = apply(edits, "Subject: =?utf-8?q?h=C3=BC?=\n\n");
        assertThat(plain).isEqualTo("Subject: =?utf-8?q?=5B=C3=BC=5D?= hi\n");
        assertThat(EncodedWords.decode(encoded)).isEqualTo("Subject: [\u00fc] h\u00fc\n");
    }

    @Test
    void white_space_divides_the_prefix_from_an_encoded_word() throws IOException {
        HeaderEdits edits = edits(List.of(), "", "[\u00fc]", false);
        assertThat(apply(edits, "Subject:hi\n\n")).isEqualTo("Subject: =?utf-8?q?=5B=C3=BC=5D?= hi\n");
        String folded = apply(edits, "Subject:\n =?utf-8?q?h=C3=BC?=\n\n");
        assertThat(folded).isEqualTo("Subject: =?utf-8?q?=5B=C3=BC=5D_?=\n =?utf-8?q?h=C3=BC?=\n");
        assertThat(apply(PREFIX, "Subject:=?utf-8?q?h=C3=BC?=\n\n"))
                .isEqualTo("Subject: [my_list] =?utf-8?q?h=C3=BC?=\n");
        assertThat(apply(PREFIX, "Subject:hi\n\n")).isEqualTo("Subject: [my_list]hi\n");
    }

    @Test
    void finds_a_prefix_that_was_folded_with_a_tab() throws IOException {
        HeaderEdits edits = edits(List.of(), "", "[my list]", false);
        String subject = "Subject: Re: [my\n\tlist] hi\n";
        assertThat(apply(edits, subject + "\n")).isEqualTo(subject);
    }

    @Test
    void keeps_octets_that_are_no_utf8() throws IOException {
        byte[] mail = "Subject: caf\u00e9\n\n".getBytes(ISO_8859_1);
        List<Header> headers = PREFIX.apply(HeaderReader.read(new ByteArrayInputStream(mail)));
        assertThat(new String(headers.get(0).raw(), ISO_8859_1)).isEqualTo("Subject: [my_list] caf\u00e9\n");
    }
}
