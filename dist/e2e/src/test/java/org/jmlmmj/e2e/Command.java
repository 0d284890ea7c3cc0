package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system that runs to its end. Stateless, so thread-safe. */
final class Command {
    private static final long SECONDS = 300;

    /** How it ended; output and error are one text. */
    record Ended(int status, String output) {}

    private Command() {}

    /** Where a program of the system is; without it the tests fail, whatever the others can do. */
    static Path find(String name, String debianPackage) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not installed. As root: apt-get install "
                        + debianPackage + ", or dist/e2e/run, which installs all that these tests need"));
    }

    /** Runs it and gives what it printed; any other status than 0 is a failure. */
    static String run(Object... words) throws IOException {
        Ended ended = end(words);
        if (ended.status() != 0) {
            throw new AssertionError(List.of(words) + " ended with " + ended.status() + ": " + ended.output());
        }
        return ended.output();
    }

    /** Runs it, whatever its status is. */
    static Ended end(Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            command.add(word.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> {
            try {
                return process.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        if (!hasEnded(process)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command + " does not end");
        }
        return new Ended(process.exitValue(), new String(output.join(), StandardCharsets.UTF_8));
    }

    private static boolean hasEnded(Process process) {
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
