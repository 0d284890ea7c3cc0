package org.jmlmmj.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCharsetTest {
    @ParameterizedTest
    @CsvSource({
        "us-ascii,true,true",
        "UTF-8,true,true",
        "iso-8859-15,true,true",
        "windows-1251,true,true",
        "koi8-r,true,true",
        "gb18030,true,true",
        "big5,true,true",
        "euc-jp,true,true",
        "shift_jis,true,true",
        "iso-2022-jp,false,true",
        "iso-2022-kr,false,true",
        "utf-16,false,false",
        "utf-16be,false,false",
        "utf-32le,false,false",
        "ibm037,false,false"
    })
    void knows_where_ascii_octets_stand_for_themselves(String name, boolean isTransparent, boolean keepsAscii) {
        TextCharset charset = TextCharset.named(name).orElseThrow();
        assertThat(charset.isTransparent()).isEqualTo(isTransparent);
        assertThat(charset.keepsAscii()).isEqualTo(keepsAscii);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-heron", "utf-8\u0000", "a b", "x-JISAutoDetect", "\u00e9", "utf-7"})
    void does_not_guess_at_names(String name) {
        assertThat(TextCharset.named(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"us-ascii,\u00e9", "iso-8859-1,\u20ac", "utf-8,\ud800"})
    void does_not_replace_characters_that_do_not_fit(String name, String text) {
        assertThat(TextCharset.named(name).orElseThrow().encode(text)).isEmpty();
    }
}
