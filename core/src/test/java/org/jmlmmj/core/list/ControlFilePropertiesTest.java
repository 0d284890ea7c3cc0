package org.jmlmmj.core.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class ControlFilePropertiesTest {
    private static Path path = Path.of("");

    @BeforeContainer
    static void makeFile() throws IOException {
        path = Files.createTempFile("control", "");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(path);
    }

    @Provide
    Arbitrary<String> contents() {
        Arbitrary<String> piece =
                Arbitraries.of("\n", "\n", "\r\n", "\r", "\0", " ", "\t", "a", "b@x", "5", "#", "-", "\u00fc", "~");
        return piece.list().ofMaxSize(20).map(pieces -> String.join("", pieces));
    }

    private static ControlFile file(String content) throws IOException {
        Files.writeString(path, content);
        return new ControlFile(path, warning -> assertThat(warning).isNotEmpty());
    }

    /** The rules of spec 01 §5.2 once more, on text. */
    private static String line(String raw) {
        if (raw.startsWith("\r")) {
            return "";
        }
        int nul = raw.indexOf('\0');
        return (nul < 0 ? raw : raw.substring(0, nul)).replaceAll("\r+$", "");
    }

    @Property(tries = 1000)
    void lines_are_those_of_the_naive_reading(@ForAll("contents") String content) throws IOException {
        List<String> all = new ArrayList<>();
        for (String raw : content.split("\n", -1)) {
            all.add(line(raw));
        }
        ControlFile file = file(content);
        assertThat(file.firstLine()).isEqualTo(content.isEmpty() ? Optional.empty() : Optional.of(all.get(0)));
        assertThat(file.lines().orElseThrow())
                .isEqualTo(all.stream().filter(line -> !line.isEmpty()).toList());
        assertThat(file.entries().orElseThrow())
                .isEqualTo(all.stream()
                        .filter(line -> !line.isBlank())
                        .map(String::strip)
                        .toList());
        assertThat(file.octets().orElseThrow()).isEqualTo(content.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1000)
    void a_number_is_read_back(@ForAll long number, @ForAll("white") String before, @ForAll("white") String after)
            throws IOException {
        ControlFile file = file(before + number + after);
        assertThat(file.number(1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(number);
        assertThat(file.count(100)).isEqualTo(number > 0 ? number : 100);
    }

    @Provide
    Arbitrary<String> white() {
        return Arbitraries.strings().withChars(" \t").ofMaxLength(3);
    }

    @Property(tries = 1000)
    void a_number_never_fails_and_stays_within_its_bounds(@ForAll("contents") String content) throws IOException {
        assertThat(file(content).number(25, 0, 65_535)).isBetween(0L, 65_535L);
        assertThat(file(content).count(100)).isPositive();
    }
}
