package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jmlmmj.core.test.Fuzzing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Any octets are a list text: those of a stored corpus, and those that Jazzer makes of them. */
@Timeout(600)
class TextFuzzTest {
    private static final int STANDARD_RUNS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void stored_octets_are_a_text() throws IOException, URISyntaxException {
        EveryText text = new EveryText(folder);
        try (Stream<Path> files = Files.list(corpus())) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSizeGreaterThan(30);
            for (Path file : all) {
                assertThat(text.check(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isNotNull();
            }
        }
    }

    @Test
    void changed_octets_are_a_text() throws Exception {
        Fuzzing.of(TextFuzzTarget.class, corpus(), STANDARD_RUNS).run(folder);
    }

    private static Path corpus() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TextFuzzTest.class.getResource("/fuzz/text"))
                .toURI());
    }
}
