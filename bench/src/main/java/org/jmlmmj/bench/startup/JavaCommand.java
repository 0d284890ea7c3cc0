package org.jmlmmj.bench.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command with which a launcher starts Java. Processor time is counted only for processes that somebody waits for, and nobody
 * waits for the Java of {@code mlmmj-receive}; started by this command it is our child. Stateless, so thread-safe.
 */
final class JavaCommand {
    private static final String RECORDER = """
            #!/bin/sh
            # Notes how Java would be started.
            printf '%s\\0' "$@" >"${0%/*}/arguments"
            echo 0
            """;

    private JavaCommand() {}

    /** The command of a program and its arguments on a JDK; {@code folder} does not exist yet. */
    static List<String> of(List<String> launched, Map<String, String> environment, Path java, Path folder)
            throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(java.resolve("release"), folder.resolve("release"), StandardCopyOption.REPLACE_EXISTING);
        Path recorder = Files.writeString(bin.resolve("java"), RECORDER);
        Files.setPosixFilePermissions(recorder, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder(launched)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().put("JMLMMJ_JAVA", folder.toString());
        if (builder.start().waitFor() != 0) {
            throw new IOException(launched + " did not start Java");
        }
        String arguments = Files.readString(bin.resolve("arguments"), StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(List.of(arguments.substring(0, arguments.length() - 1).split("\0", -1)));
        return command;
    }
}
