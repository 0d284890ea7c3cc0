package org.jmlmmj.admin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start a class of these tests, or of the module, in a process of its own. Stateless, so thread-safe. */
final class JavaProcess {
    private JavaProcess() {}

    /** The command: the Java that runs the tests, their class path, one flag, a class with a {@code main}, its arguments. */
    static List<String> command(String flag, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                flag,
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
