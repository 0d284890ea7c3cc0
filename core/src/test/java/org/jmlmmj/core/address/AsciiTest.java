package org.jmlmmj.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AsciiTest {
    @Test
    void folds_only_the_letters_a_to_z() {
        assertThat(Ascii.lowerCase("AZaz@[`{\u00c9\u0130\u212a\u0391")).isEqualTo("azaz@[`{\u00c9\u0130\u212a\u0391");
        assertThat(Ascii.lowerCase("")).isEmpty();
        assertThat(Ascii.lowerCase('Q')).isEqualTo('q');
        assertThat(Ascii.equalsIgnoreCase("K", "\u212a")).as("the Kelvin sign").isFalse();
        assertThat(Ascii.equalsIgnoreCase("@", "`")).isFalse();
        assertThat(Ascii.equalsIgnoreCase("[", "{")).isFalse();
    }

    @Test
    void finds_prefixes() {
        assertThat(Ascii.startsWithIgnoreCase("Subject: x", "subject:")).isTrue();
        assertThat(Ascii.startsWithIgnoreCase("Sub", "subject:")).isFalse();
        assertThat(Ascii.startsWithIgnoreCase("x", "")).isTrue();
        assertThat(Ascii.equalsIgnoreCase("ab", "abc")).isFalse();
    }

    @Property
    void agrees_with_the_jdk_on_ascii(@ForAll("ascii") String text) {
        assertThat(Ascii.lowerCase(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
        assertThat(Ascii.equalsIgnoreCase(text, text.toUpperCase(Locale.ROOT))).isTrue();
    }

    @Provide
    Arbitrary<String> ascii() {
        return Arbitraries.strings().ascii();
    }
}
