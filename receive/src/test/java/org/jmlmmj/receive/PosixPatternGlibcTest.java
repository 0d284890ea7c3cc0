package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Compares with what glibc itself said about thousands of generated expressions: {@code posix/glibc.txt}, made once by
 * {@code posix/oracle.c}, which says how.
 */
class PosixPatternGlibcTest {
    private final List<String> texts = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private int expressions;

    @Test
    void means_the_same_as_in_glibc() throws IOException {
        InputStream resource = Objects.requireNonNull(getClass().getResourceAsStream("/posix/glibc.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("T ")) {
                    texts.add(decode(line.substring(2)));
                } else {
                    compare(line);
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(texts).hasSizeGreaterThan(40);
        assertThat(expressions).isGreaterThan(6000);
    }

    private void compare(String line) {
        int tab = line.indexOf('\t');
        String expected = line.substring(tab + 1);
        String actual = ask(decode(line.substring(2, tab)));
        if (!actual.equals(expected)) {
            differences.add(line + " but was: " + actual);
        }
        expressions++;
    }

    private String ask(String expression) {
        try {
            PosixPattern pattern = PosixPattern.of(expression);
            return IntStream.range(0, texts.size())
                    .filter(i -> pattern.isIn(texts.get(i)))
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "));
        } catch (UnusablePatternException e) {
            return "refused";
        }
    }

    /** Undoes {@code print} of the C program. */
    private static String decode(String text) {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                octets.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.append(text.charAt(i));
            }
        }
        return octets.toString();
    }
}
