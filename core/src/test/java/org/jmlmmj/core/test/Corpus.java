package org.jmlmmj.core.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Stored inputs of a fuzz target, the files of a folder among the test resources: examples of everything the target
 * knows, and what once broke it. Immutable and thread-safe.
 */
public final class Corpus {
    private static final int SEED = 20250304;
    private static final int LEAST_FILES = 3;
    private static final byte[][] WORDS = {
        {'\n'},
        {'\r', '\n'},
        {'\r'},
        {0},
        {'"'},
        {'\\'},
        {(byte) 0xff},
        {(byte) 0xc3, (byte) 0xa4},
        {'<'},
        {'('},
        {'['},
        {'%'},
        {'='},
        {'-', '-'}
    };

    private final Path folder;

    private Corpus(Path folder) {
        this.folder = folder;
    }

    /** The corpus in the resources of a class, by its path. */
    public static Corpus of(Class<?> beside, String name) {
        URL place = beside.getResource(name);
        if (place == null) {
            throw new AssertionError(name + " is not there");
        }
        try {
            return new Corpus(Path.of(place.toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(place.toString(), e);
        }
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** Takes one input. */
    @FunctionalInterface
    public interface Target {
        /** Throws what it finds. */
        void accept(byte[] octets) throws Exception;
    }

    /**
     * Gives a target every stored input, and changes of each: the same ones in every run.
     *
     * @param changes how many of each
     */
    public void replay(int changes, Target target) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        if (inputs.size() < LEAST_FILES) {
            throw new AssertionError(folder + " holds next to nothing");
        }
        Random random = new Random(SEED);
        for (byte[] input : inputs) {
            give(target, input);
            for (int i = 0; i < changes; i++) {
                give(target, change(input, inputs.get(random.nextInt(inputs.size())), random));
            }
        }
    }

    private static void give(Target target, byte[] input) {
        try {
            target.accept(input);
        } catch (Exception | AssertionError | StackOverflowError e) {
            throw new AssertionError(
                    "input " + Base64.getEncoder().encodeToString(input) + ": "
                            + new String(input, StandardCharsets.ISO_8859_1),
                    e);
        }
    }

    private static byte[] change(byte[] input, byte[] other, Random random) {
        byte[] changed = input;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(changed.length + 1);
            int to = from + random.nextInt(Math.min(16, changed.length - from) + 1);
            changed = splice(changed, from, to, insertion(changed, other, from, to, random));
        }
        return changed;
    }

    /** What comes in the place of some octets: others, the same twice, nothing, a word, the end of another input. */
    private static byte[] insertion(byte[] input, byte[] other, int from, int to, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> WORDS[random.nextInt(WORDS.length)];
            case 1 -> {
                byte[] octets = new byte[to - from];
                random.nextBytes(octets);
                yield octets;
            }
            case 2 -> {
                byte[] twice = Arrays.copyOf(Arrays.copyOfRange(input, from, to), 2 * (to - from));
                System.arraycopy(twice, 0, twice, to - from, to - from);
                yield twice;
            }
            case 3 -> new byte[0];
            default -> Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
        };
    }

    private static byte[] splice(byte[] input, int from, int to, byte[] insertion) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(input, 0, from);
        octets.writeBytes(insertion);
        octets.write(input, to, input.length - to);
        return octets.toByteArray();
    }
}
