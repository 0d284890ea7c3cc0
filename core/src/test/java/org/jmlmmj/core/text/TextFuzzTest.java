package org.jmlmmj.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any octets are a list text: replays a stored corpus, and texts made from it by cutting, doubling, joining and changing octets,
 * the same ones in every run. {@code -Djmlmmj.fuzz=N} tries N of them.
 */
@Timeout(600)
class TextFuzzTest {
    private static final int STANDARD_TRIES = 20_000;
    private static final List<byte[]> CORPUS = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void readCorpus() throws IOException, URISyntaxException {
        CORPUS.clear();
        Path stored = Path.of(Objects.requireNonNull(TextFuzzTest.class.getResource("/fuzz/text"))
                .toURI());
        try (Stream<Path> files = Files.list(stored)) {
            for (Path file : files.sorted().toList()) {
                CORPUS.add(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void stored_octets_are_a_text() throws IOException {
        assertThat(CORPUS).hasSizeGreaterThan(30);
        EveryText text = new EveryText(folder);
        for (byte[] octets : CORPUS) {
            assertThat(text.check(octets)).isNotNull();
        }
    }

    @Test
    void changed_octets_are_a_text() throws IOException {
        EveryText text = new EveryText(folder);
        Random random = new Random(20_260_101);
        int tries = Integer.getInteger("jmlmmj.fuzz", STANDARD_TRIES);
        for (int i = 0; i < tries; i++) {
            byte[] octets = pick(random);
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                octets = change(octets, random);
            }
            assertThat(text.check(octets)).as("try %d", i).isNotNull();
        }
    }

    private static byte[] pick(Random random) {
        return CORPUS.get(random.nextInt(CORPUS.size()));
    }

    private static byte[] change(byte[] octets, Random random) {
        int from = random.nextInt(octets.length + 1);
        int to = from + random.nextInt(octets.length - from + 1);
        switch (random.nextInt(4)) {
            case 0 -> {
                return join(Arrays.copyOf(octets, from), Arrays.copyOfRange(octets, to, octets.length));
            }
            case 1 -> {
                return join(Arrays.copyOf(octets, to), Arrays.copyOfRange(octets, from, octets.length));
            }
            case 2 -> {
                byte[] other = pick(random);
                return join(Arrays.copyOf(octets, from), Arrays.copyOfRange(other, 0, other.length));
            }
            default -> {
                byte[] changed = octets.clone();
                for (int i = from; i < Math.min(from + 3, changed.length); i++) {
                    changed[i] = (byte) random.nextInt(256);
                }
                return changed;
            }
        }
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, Math.min(head.length + tail.length, 4000));
        int room = Math.max(0, joined.length - head.length);
        System.arraycopy(tail, 0, joined, joined.length - room, Math.min(tail.length, room));
        return joined;
    }
}
