package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartHeadersTest {
    private static PartHeaders of(String... lines) {
        List<Header> headers = new ArrayList<>();
        for (String line : lines) {
            headers.add(Header.of((line + "\n").getBytes(ISO_8859_1)));
        }
        return PartHeaders.of(headers);
    }

    @Test
    void no_headers_mean_plain_ascii_text() {
        PartHeaders headers = of();
        assertThat(headers.type()).isEqualTo("text/plain");
        assertThat(headers.declaredTypes()).isEmpty();
        assertThat(headers.encoding()).hasValue(TransferEncoding.SEVEN_BIT);
        assertThat(headers.isBodyText()).isTrue();
        assertThat(headers.flaw()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed; boundary=ab",
                "multipart/mixed;boundary=\"ab\"",
                "multipart/mixed; BOUNDARY = \"ab\" (comment)",
                "multipart/mixed; boundary=\"ab \t\"",
                "multipart/mixed; boundary*0=a; boundary*1=b",
                "multipart/mixed; boundary*1=b; boundary*0*=us-ascii'en'%61",
                "multipart/mixed; boundary*=us-ascii''a%62",
                "(x) Multipart/Mixed (y); x=\"boundary=no\"; boundary=ab;",
            })
    void finds_the_boundary_in_every_form(String value) {
        PartHeaders headers = of("Content-Type: " + value);
        assertThat(headers.type()).isEqualTo("multipart/mixed");
        assertThat(headers.parameters().boundary()).hasValue("ab");
        assertThat(headers.flaw()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed; boundary=a; boundary=a",
                "multipart/mixed; boundary=a; boundary*=us-ascii''a",
                "multipart/mixed; boundary*0=a; boundary*2=b",
                "multipart/mixed; boundary*0=a; boundary*0*=b",
                "multipart/mixed; boundary*1=a",
                "multipart/mixed; boundary*99999999999=a; boundary*0=b",
                "multipart/mixed; boundary",
                "multipart/mixed; boundary=\"\"",
                "multipart/mixed; boundary=\" \"",
                "multipart/mixed; boundary=\"\u00e9\"",
            })
    void a_boundary_in_doubt_is_none(String value) {
        PartHeaders headers = of("Content-Type: " + value);
        assertThat(headers.parameters().boundary()).isEmpty();
        assertThat(headers.flaw()).isPresent();
    }

    @Test
    void endless_values_are_flaws() {
        assertThat(of("Content-Type: multipart/mixed; boundary=" + "b".repeat(300))
                        .flaw())
                .isPresent();
        assertThat(of("Content-Type: text/plain; x=\"" + "y".repeat(70_000) + "\"")
                        .flaw())
                .isPresent();
        assertThat(of("Content-ID: " + "c".repeat(70_000)).id()).hasSizeLessThan(300);
        assertThat(of("Content-Type: " + "t".repeat(70_000)).declaredTypes())
                .allSatisfy(type -> assertThat(type).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "text/", "/plain", "text/plain charset=utf-8", ";", "text//plain", "a b/c"})
    void an_unreadable_type_is_a_flaw_and_no_type(String value) {
        PartHeaders headers = of("Content-Type: " + value);
        assertThat(headers.type()).isEmpty();
        assertThat(headers.flaw()).isPresent();
        assertThat(headers.isBodyText()).isFalse();
    }

    @Test
    void repeated_or_spaced_headers_are_flaws_since_programs_disagree_about_them() {
        assertThat(of("Content-Type: text/plain", "Content-Type: text/html").flaw())
                .isPresent();
        assertThat(of("Content-Type : text/html").flaw()).isPresent();
        assertThat(of("Content-Type : text/html").declaredTypes()).containsExactly("text/html");
        assertThat(of("Content-Transfer-Encoding: 7bit", "Content-Transfer-Encoding: 7bit")
                        .flaw())
                .isPresent();
        assertThat(of("no colon").flaw()).isPresent();
        assertThat(of("Content-Typed: text/html", "Content-Type-X : a").flaw()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain|inline|false",
                "text/plain|INLINE; filename=x|false",
                "text/plain; name=x|inline|false",
                "text/plain|attachment|true",
                "text/plain|attachment; filename=x|true",
                "text/plain|inlined|true",
                "text/plain|x-other|true",
                "text/plain; name=x||true",
                "text/plain; name*0=x; name*1=y||true",
                "text/plain; name*=utf-8''x||true",
                "text/plain||false",
            })
    void a_name_makes_an_attachment_unless_it_is_said_to_be_inline(
            String type, @Nullable String disposition, boolean expected) {
        PartHeaders headers = disposition == null
                ? of("Content-Type: " + type)
                : of("Content-Type: " + type, "Content-Disposition: " + disposition);
        assertThat(headers.isAttachment()).isEqualTo(expected);
        assertThat(headers.isBodyText()).isEqualTo(!expected);
    }

    @Test
    void one_of_several_dispositions_is_enough_for_an_attachment() {
        assertThat(of("Content-Disposition: inline", "Content-Disposition: attachment")
                        .isAttachment())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "7bit,SEVEN_BIT",
        "8BIT,EIGHT_BIT",
        "binary,BINARY",
        "Quoted-Printable (text),QUOTED_PRINTABLE",
        "base64;,BASE64"
    })
    void reads_transfer_encodings(String value, TransferEncoding expected) {
        assertThat(of("Content-Transfer-Encoding: " + value).encoding()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "utf-8", "base", "base644", "x-uuencode"})
    void an_unknown_transfer_encoding_is_none(String value) {
        assertThat(of("Content-Transfer-Encoding: " + value).encoding()).isEmpty();
    }

    @Test
    void seven_and_eight_bit_carry_short_lines_only() {
        assertThat(TransferEncoding.SEVEN_BIT.carries(("x".repeat(998) + "\r\n").getBytes(ISO_8859_1)))
                .isTrue();
        assertThat(TransferEncoding.EIGHT_BIT.carries("x".repeat(1000).getBytes(ISO_8859_1)))
                .isFalse();
        assertThat(TransferEncoding.SEVEN_BIT.carries("\u00e9".getBytes(ISO_8859_1)))
                .isFalse();
        assertThat(TransferEncoding.EIGHT_BIT.carries("\u00e9\0".getBytes(ISO_8859_1)))
                .isFalse();
        assertThat(TransferEncoding.BINARY.carries("\u00e9\0".getBytes(ISO_8859_1)))
                .isTrue();
    }
}
