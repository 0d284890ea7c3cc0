package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MimeScannerTest {
    private static final String MIXED = "Content-Type: multipart/mixed; boundary=b\n\n";

    private static MimePart scan(String mail) throws IOException, UntouchableException {
        try (MailFile file = MailFile.of(mail)) {
            return file.scan();
        }
    }

    /** The bodies of all leaves. */
    private static List<String> bodies(String mail) throws IOException, UntouchableException {
        List<String> bodies = new ArrayList<>();
        collect(scan(mail), mail, bodies);
        return bodies;
    }

    private static void collect(MimePart part, String mail, List<String> bodies) {
        if (part.children().isEmpty()) {
            bodies.add(
                    mail.substring((int) part.place().body(), (int) part.place().bodyEnd()));
        }
        part.children().forEach(child -> collect(child, mail, bodies));
    }

    @Test
    void a_mail_without_parts_is_one_part() throws Exception {
        MimePart root = scan("A: 1\n\nbody\n--b\n");
        assertThat(root.isRoot()).isTrue();
        assertThat(root.children()).isEmpty();
        assertThat(root.place().body()).isEqualTo(6);
        assertThat(root.place().bodyEnd()).isEqualTo(15);
    }

    @Test
    void says_where_everything_is() throws Exception {
        String mail = MIXED + "--b\nX: 1\n\none\n--b--\n";
        MimePart part = scan(mail).children().get(0);
        assertThat(part.place().boundary()).isEqualTo(mail.indexOf("--b"));
        assertThat(part.place().headers()).isEqualTo(mail.indexOf("X: 1"));
        assertThat(part.place().blank()).isEqualTo(mail.indexOf("\none"));
        assertThat(part.place().body()).isEqualTo(mail.indexOf("one"));
        assertThat(part.place().bodyEnd()).isEqualTo(mail.indexOf("\n--b--"));
        assertThat(part.place().end()).isEqualTo(mail.indexOf("--b--"));
        assertThat(scan(mail).closed()).isEqualTo(mail.indexOf("--b--"));
    }

    @Test
    void the_line_end_above_a_boundary_belongs_to_the_boundary() throws Exception {
        assertThat(bodies(MIXED + "--b\n\none\n\n--b\r\n\r\ntwo\r\n--b\n\n\n--b\n\n--b--\n"))
                .containsExactly("one\n", "two", "", "");
    }

    @Test
    void a_boundary_is_a_whole_line_but_for_white_space_at_its_end() throws Exception {
        assertThat(bodies(MIXED + "--b \t\r\n\none\n--bb\n --b\nx--b\n--b x\n--b-\n--\n---b\n--b-- \n"))
                .containsExactly("one\n--bb\n --b\nx--b\n--b x\n--b-\n--\n---b");
    }

    @Test
    void of_two_boundaries_that_fit_the_longer_one_counts() throws Exception {
        MimePart root = scan(MIXED + "--b\nContent-Type: multipart/mixed; boundary=b--\n\n"
                + "--b--\n\none\n--b--\n\ntwo\n--b----\n--b--\n");
        assertThat(root.isClosed()).isTrue();
        assertThat(root.children()).hasSize(1);
        assertThat(root.children().get(0).children()).hasSize(2);
        assertThat(root.children().get(0).isClosed()).isTrue();
    }

    @Test
    void a_boundary_around_a_multipart_ends_it() throws Exception {
        MimePart root =
                scan(MIXED + "--b\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--b\n\ntwo\n--b--\n");
        assertThat(root.children()).hasSize(2);
        assertThat(root.children().get(0).isClosed()).isFalse();
        assertThat(root.children().get(0).children()).hasSize(1);
    }

    @Test
    void of_equal_boundaries_the_inner_one_counts_until_it_is_closed() throws Exception {
        MimePart root = scan(MIXED + "--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b--\n");
        assertThat(root.children()).hasSize(1);
        assertThat(root.children().get(0).children()).hasSize(1);
        assertThat(root.isClosed()).isTrue();
    }

    @Test
    void nothing_counts_behind_the_closing_boundary() throws Exception {
        assertThat(bodies(MIXED + "pre\n--b\n\none\n--b--\n--b\n\nghost\n--b--\n"))
                .containsExactly("one");
    }

    @Test
    void a_mail_that_is_cut_off_has_an_open_multipart() throws Exception {
        MimePart root = scan(MIXED + "--b\n\none\ntw");
        assertThat(root.isClosed()).isFalse();
        assertThat(root.children()).hasSize(1);
        assertThat(bodies(MIXED + "--b\n\none\ntw")).containsExactly("one\ntw");
    }

    @Test
    void a_part_may_be_cut_off_in_its_headers() throws Exception {
        MimePart part = scan(MIXED + "--b\nContent-Type: text/html").children().get(0);
        assertThat(part.hasBody()).isFalse();
        assertThat(part.headers().declaredTypes()).containsExactly("text/html");
        assertThat(part.bodySize()).isZero();
    }

    @Test
    void an_attached_message_is_not_looked_into() throws Exception {
        MimePart root = scan(MIXED + "--b\nContent-Type: message/rfc822\n\n"
                + "Content-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--i--\n--b--\n");
        assertThat(root.children()).hasSize(1);
        assertThat(root.children().get(0).children()).isEmpty();
    }

    @Test
    void lines_longer_than_the_buffer_are_no_boundaries_and_do_no_harm() throws Exception {
        String line = "-".repeat(200_000);
        assertThat(bodies(MIXED + "--b\n\n" + line + "\r\n" + line + "\n--b\n\ntwo\n--b--\n"))
                .containsExactly(line + "\r\n" + line, "two");
    }

    @Test
    void boundaries_are_found_wherever_the_buffer_ends() throws Exception {
        for (int size = 65_500; size < 65_560; size++) {
            String text = "x".repeat(size);
            assertThat(bodies(MIXED + "--b\n\n" + text + "\r\n--b\r\n\r\ntwo\r\n--b--\r\n"))
                    .containsExactly(text, "two");
        }
    }

    @Test
    void ten_thousand_parts_are_enough() throws Exception {
        String parts = "--b\n\nx\n".repeat(MimeScanner.MOST_PARTS);
        assertThat(scan(MIXED + parts + "--b--\n").children()).hasSize(MimeScanner.MOST_PARTS);
        assertThatThrownBy(() -> scan(MIXED + parts + "--b\n\nx\n--b--\n"))
                .isInstanceOf(UntouchableException.class)
                .hasMessageContaining("10000 parts");
    }

    @Test
    void siblings_do_not_add_to_the_levels() throws Exception {
        String multipart = "--b\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nx\n--i--\n";
        assertThat(scan(MIXED + multipart.repeat(100) + "--b--\n").children()).hasSize(100);
    }

    @Test
    void headers_of_a_part_are_limited() {
        String headers = "X: 1\n".repeat(30_000);
        assertThatThrownBy(() -> scan(MIXED + "--b\n" + headers + "\nx\n--b--\n"))
                .isInstanceOf(UntouchableException.class);
        assertThatThrownBy(() -> scan(MIXED + "--b\nX: " + "y".repeat(300_000) + "\n\nx\n--b--\n"))
                .isInstanceOf(UntouchableException.class);
        assertThatThrownBy(() -> scan(MIXED + "--b\n" + "Content-Type: text/x\n".repeat(9) + "\nx\n--b--\n"))
                .isInstanceOf(UntouchableException.class);
    }

    @Test
    void a_line_of_a_part_that_begins_with_cr_is_neither_header_nor_blank() {
        assertThatThrownBy(() -> scan(MIXED + "--b\nX: 1\n\rY: 2\n\nx\n--b--\n"))
                .isInstanceOf(UntouchableException.class)
                .hasMessageContaining("broken headers");
    }

    @Test
    void parts_of_a_digest_are_messages() throws Exception {
        MimePart root = scan("Content-Type: multipart/digest; boundary=b\n\n--b\n\nFrom: x@y\n\nz\n--b--\n");
        assertThat(root.children().get(0).headers().type()).isEqualTo("message/rfc822");
    }

    @Test
    void octets_above_127_count_as_one_each() throws Exception {
        byte[] mail = (MIXED + "--b\n\n\u00e9\u00e9\n--b--\n").getBytes(StandardCharsets.ISO_8859_1);
        try (MailFile file = MailFile.of(mail)) {
            assertThat(file.scan().children().get(0).bodySize()).isEqualTo(2);
        }
    }
}
