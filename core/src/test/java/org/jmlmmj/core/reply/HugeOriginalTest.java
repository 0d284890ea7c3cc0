package org.jmlmmj.core.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail far larger than the memory passes through a list text, in lines of any length. */
class HugeOriginalTest {
    private static final int PIECES = 1_500_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"forty characters of a line of some text\n", "forty characters without end, one line. "})
    void moderation_mail_streams_its_original(String piece) throws IOException, InterruptedException {
        Path mail = folder.resolve("mail");
        byte[] octets = piece.getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mail))) {
            for (int i = 0; i < PIECES; i++) {
                out.write(octets);
            }
        }
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModerationOfHugeMail.class.getName(),
                        folder.toString(),
                        mail.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(output)).isEmpty();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        List<Path> written;
        try (Stream<Path> queue = Files.list(folder.resolve("birds/queue"))) {
            written = queue.filter(file -> !file.toString().contains(".") && Files.isRegularFile(file))
                    .toList();
        }
        assertThat(written)
                .singleElement()
                .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(2L * PIECES * (octets.length - 1)));
    }
}
