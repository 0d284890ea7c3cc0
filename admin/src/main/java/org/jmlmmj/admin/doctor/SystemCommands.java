package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs of this machine, in the folders of {@code PATH} and those where administrators' programs lie. Immutable and
 * thread-safe.
 *
 * @param folders where they are searched for
 * @param patience how long one may take: a map of Postfix may be behind a server that does not answer
 */
record SystemCommands(List<Path> folders, Duration patience) implements Commands {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Those of a process. */
    static SystemCommands of(String path) {
        // An ordinary user's PATH leaves out where postconf is.
        List<Path> folders = Stream.concat(
                        Stream.of(path.split(":")),
                        Stream.of("/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .distinct()
                .toList();
        return new SystemCommands(folders, LONGEST);
    }

    @Override
    public Optional<Ended> run(List<String> command) {
        return folders.stream()
                .map(folder -> folder.resolve(command.get(0)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .flatMap(file -> run(file, command.subList(1, command.size())));
    }

    private Optional<Ended> run(Path file, List<String> arguments) {
        List<String> command =
                Stream.concat(Stream.of(file.toString()), arguments.stream()).toList();
        try {
            Path output = Files.createTempFile("mlmmj-doctor", null);
            try {
                return run(new ProcessBuilder(command), output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return Optional.of(new Ended(127, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Ended> run(ProcessBuilder builder, Path output) throws IOException, InterruptedException {
        // Into a file, as reading a pipe would wait for a program that does not end.
        Process process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            return Optional.of(new Ended(124, "no answer within " + patience.toSeconds() + " s"));
        }
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        return Optional.of(new Ended(process.exitValue(), text));
    }
}
