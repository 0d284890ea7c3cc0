package org.jmlmmj.core.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs Jazzer on a target in a JVM of its own, as its agent and its heap are nothing for the JVM of the tests: a fixed number of
 * inputs made from a stored corpus, the same ones in every run, or, with {@code -Djmlmmj.fuzz=SECONDS}, as many as fit into that
 * time. A target is a class with a {@code public static void fuzzerTestOneInput(byte[])} that throws what it finds, and, where it
 * needs files, makes them in {@code java.io.tmpdir}. Immutable.
 */
public final class Fuzzing {
    private static final int MOST_SECONDS = 300;
    private static final int LINES_SHOWN = 60;

    private final Class<?> target;
    private final Path corpus;
    private final int runs;

    private Fuzzing(Class<?> target, Path corpus, int runs) {
        this.target = target;
        this.corpus = corpus;
        this.runs = runs;
    }

    /** Fuzzing of a target from the files of a folder on, with so many inputs when no time is asked for. */
    public static Fuzzing of(Class<?> target, Path corpus, int runs) {
        return new Fuzzing(target, corpus, runs);
    }

    /**
     * Runs it in a folder that is there and may be filled.
     *
     * @throws AssertionError with the input in Base64 when the target threw something or took too long for one input
     */
    public void run(Path folder) throws IOException, InterruptedException {
        Path found = Files.createDirectories(folder.resolve("found"));
        Path output = folder.resolve("output");
        Integer seconds = Integer.getInteger("jmlmmj.fuzz");
        ProcessBuilder builder = new ProcessBuilder(command(folder, found, seconds)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_TOOL_OPTIONS"));
        Process jazzer = builder.redirectOutput(output.toFile()).start();
        try {
            int most = MOST_SECONDS + (seconds == null ? 0 : seconds);
            if (!jazzer.waitFor(most, TimeUnit.SECONDS)) {
                throw new AssertionError("Jazzer does not end: " + lastLines(output));
            }
            if (jazzer.exitValue() != 0) {
                throw new AssertionError(lastLines(output));
            }
        } finally {
            jazzer.destroyForcibly();
            jazzer.onExit().join();
        }
    }

    private List<String> command(Path folder, Path found, @Nullable Integer seconds) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + folder,
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=org.jmlmmj.**",
                "--custom_hook_includes=org.jmlmmj.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-seed=20260101",
                // Of the clock, so that it is for what never ends; a busy machine may take long to load the first
                // classes.
                "-timeout=120",
                "-print_final_stats=1"));
        command.add(seconds == null ? "-runs=" + runs : "-max_total_time=" + seconds);
        command.add(found.toString());
        command.add(corpus.toString());
        return command;
    }

    private static String lastLines(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
