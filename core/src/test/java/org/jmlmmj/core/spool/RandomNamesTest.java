package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomNamesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0000000000000000",
        "1, 0000000000000001",
        "-1, 7fffffff7fffffff",
        "81985529216486895, 0123456709abcdef",
        "-9223372036854775808, 0000000000000000"
    })
    void is_two_31_bit_numbers_of_8_digits(long bits, String name) {
        assertThat(RandomNames.of(() -> bits).next()).isEqualTo(name);
    }

    @Property(tries = 500)
    void has_the_form_of_a_name(@ForAll long bits) {
        assertThat(RandomNames.isName(RandomNames.of(() -> bits).next())).isTrue();
    }

    @Test
    void is_drawn_anew_each_time_from_the_secure_source() {
        RandomNames names = RandomNames.secure();
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            drawn.add(names.next());
        }
        assertThat(drawn).hasSize(1000);
    }

    @Test
    void is_random_although_the_kernels_generator_is_missing_or_empty(@TempDir Path folder) throws Exception {
        RandomNames missing = RandomNames.secure(folder.resolve("missing"));
        assertThat(missing.next()).isNotEqualTo(missing.next());
        RandomNames empty = RandomNames.secure(Files.createFile(folder.resolve("empty")));
        assertThat(empty.next()).isNotEqualTo(empty.next()).isNotEqualTo("0000000000000000");
        RandomNames shortened = RandomNames.secure(Files.writeString(folder.resolve("short"), "1234567"));
        assertThat(shortened.next()).isNotEqualTo(shortened.next());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcde",
                "0123456789abcdef0",
                "0123456789ABCDEF",
                "0123456789abcdeg",
                "../456789abcdef0",
                "0123456789abcde\n",
                "012345678\u0661abcdef",
                "0123456789abcd.x"
            })
    void is_no_name(String text) {
        assertThat(RandomNames.isName(text)).isFalse();
    }
}
