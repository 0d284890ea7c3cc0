package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mail goes in, and everything that comes of it is compared octet for octet with what a person found right (see
 * {@link GoldenCase}). {@code -Djmlmmj.golden.write=FOLDER} writes each {@code out} anew below that folder, normally
 * {@code src/test/resources/golden}; whoever does that reads the difference line by line against the specification before it is
 * committed.
 */
class GoldenPostsTest {
    @TempDir(factory = MemoryFolder.class)
    Path folder;

    static List<GoldenCase> cases() throws Exception {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void does_what_the_case_says(GoldenCase golden) throws IOException {
        String found = run(golden);
        String write = System.getProperty("jmlmmj.golden.write", "");
        if (!write.isEmpty()) {
            Files.writeString(Path.of(write, golden.name(), "out"), found, US_ASCII);
        }
        assertThat(found).isEqualTo(write.isEmpty() ? golden.expected() : found);
    }

    @Test
    void there_are_cases() throws Exception {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(120);
    }

    private String run(GoldenCase golden) throws IOException {
        try (PipedList piped = PipedList.of(golden.makeList(folder))) {
            if (golden.relayIsDown()) {
                piped.relay().refuseConnections();
            }
            ListFixture list = piped.list();
            Transcript transcript = new Transcript(list, piped.relay().port());
            int lines = 0;
            int number = 1;
            String cookie = "";
            for (GoldenCase.Step step : golden.steps()) {
                ExitStatus status = piped.receive(step.answering(cookie), step.environment(), step.options());
                List<String> log = list.syslog().lines();
                transcript.addRun("mail " + number++, status.code(), piped.sent(), log.subList(lines, log.size()));
                lines = log.size();
                cookie = list.names("moderation").stream()
                        .filter(RandomNames::isName)
                        .findFirst()
                        .orElse(cookie);
            }
            return transcript.toString();
        }
    }
}
