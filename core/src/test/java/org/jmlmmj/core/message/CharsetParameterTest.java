package org.jmlmmj.core.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetParameterTest {
    private static String set(String value) {
        Header header = Header.of(("Content-Type:" + value).getBytes(ISO_8859_1));
        return CharsetParameter.set(header, "UTF-8", LineEnd.LF)
                .map(changed -> new String(changed.raw(), ISO_8859_1).substring("Content-Type:".length()))
                .orElse("unchanged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " text/plain; charset=us-ascii| text/plain; charset=UTF-8",
                "text/plain;charset=\"a b\";format=flowed|text/plain;charset=UTF-8;format=flowed",
                " text/plain; CHARSET = x (y; charset=z)| text/plain; CHARSET = UTF-8 (y; charset=z)",
                " text/plain; x=\"; charset=y\"; charset=z| text/plain; x=\"; charset=y\"; charset=UTF-8",
                " text/plain (; charset=y); charset=z| text/plain (; charset=y); charset=UTF-8",
                " text/plain; charset=\"a\\\"b\"; name=q| text/plain; charset=UTF-8; name=q",
                " text/plain; charset=| text/plain; charset=UTF-8",
                " text/plain| text/plain; charset=UTF-8",
                " text/plain; format=flowed;| text/plain; format=flowed; charset=UTF-8",
                " text/html ; x-charset=y| text/html ; x-charset=y; charset=UTF-8",
            })
    void changes_the_charset_and_nothing_else(String before, String after) {
        assertThat(set(before + "\n")).isEqualTo(after + "\n");
    }

    @Test
    void keeps_folds_and_adds_one_where_the_line_would_be_long() {
        assertThat(set(" text/plain;\r\n\tcharset=\"x\";\r\n format=flowed\r\n"))
                .isEqualTo(" text/plain;\r\n\tcharset=UTF-8;\r\n format=flowed\r\n");
        String name = "x".repeat(60);
        assertThat(set(" text/plain; x=" + name + "\n")).isEqualTo(" text/plain; x=" + name + ";\n\tcharset=UTF-8\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " text/plain; charset*=us-ascii''x",
                " text/plain; charset*0=us-; charset*1=ascii",
                " text/plain; charset=a; charset=b",
                " text/plain; x=\"open",
                " text/plain (open",
                " text",
            })
    void refuses_what_only_its_author_understands(String value) {
        assertThat(set(value + "\n")).isEqualTo("unchanged");
    }
}
