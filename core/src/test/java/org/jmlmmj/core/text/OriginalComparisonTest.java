package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renders almost two thousand random texts exactly as the original does; its output is stored in {@code golden/original}. */
class OriginalComparisonTest {
    @TempDir
    private Path folder;

    @Test
    void renders_random_texts_as_the_original_does() throws IOException, URISyntaxException {
        TextFixture fixture = TextFixture.in(folder)
                .value("subaddr", "u@example.net")
                .file("text/a", "A1 $list$\nA2\n")
                .file("text/b", "  B1\n\nB2 %comment% x\n%ifaction sub%B3%endif%\n")
                .file("text/c", "one line")
                .file("text/d", "x %^%cut\n  y %^%cut too\n\n")
                .file("control/motto", "Look up.\n");
        Path stored = Path.of(Objects.requireNonNull(getClass().getResource("/golden/original/texts.tsv"))
                .toURI());
        List<String> pairs = Files.readAllLines(stored).stream()
                .filter(line -> !line.startsWith("# "))
                .toList();
        assertThat(pairs).hasSizeGreaterThan(1000);

        List<String> different = new ArrayList<>();
        for (String pair : pairs) {
            int tab = pair.indexOf('\t');
            String text = unescape(pair.substring(0, tab));
            String expected = unescape(pair.substring(tab + 1));
            String shown = fixture.body(text);
            if (!shown.equals(expected)) {
                different.add("text:\n" + text + "expected:\n" + expected + "shown:\n" + shown);
            }
        }
        assertThat(different).isEmpty();
    }

    private static String unescape(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escaped) {
                result.append(
                        switch (c) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 's' -> ' ';
                            default -> c;
                        });
            } else if (c != '\\') {
                result.append(c);
            }
            escaped = !escaped && c == '\\';
        }
        return result.toString();
    }
}
