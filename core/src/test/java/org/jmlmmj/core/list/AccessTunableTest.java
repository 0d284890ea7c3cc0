package org.jmlmmj.core.list;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code control/access} is read octet by octet and line by line (spec 02 §5.3). */
class AccessTunableTest {
    @TempDir
    private Path folder;

    private Optional<List<String>> access(String octets) throws IOException {
        Files.write(folder.resolve("access"), octets.getBytes(ISO_8859_1));
        return new Tunables(folder, warning -> {}).get(Tunable.ACCESS);
    }

    @Test
    void keeps_octets_that_are_utf8_and_octets_that_are_not() throws IOException {
        assertThat(access("deny \u00c3\u00a4\ndeny \u00e4\n").orElseThrow())
                .startsWith("deny \u00c3\u00a4", "deny \u00e4");
    }

    @Test
    void keeps_empty_lines_in_their_place() throws IOException {
        assertThat(access("\n\r\nallow\r\n\r ignored\ndeny x ").orElseThrow())
                .containsExactly("", "", "allow", "", "deny x ");
    }

    @Test
    void skips_a_byte_order_mark_and_stops_at_nul() throws IOException {
        assertThat(access("\u00ef\u00bb\u00bfallow a\u0000b\ndeny").orElseThrow())
                .containsExactly("allow a", "deny");
    }

    @Test
    void tells_an_empty_file_from_a_missing_one() throws IOException {
        assertThat(access("").orElseThrow()).allMatch(String::isEmpty);
        Files.delete(folder.resolve("access"));
        assertThat(new Tunables(folder, warning -> {}).get(Tunable.ACCESS)).isEmpty();
    }
}
