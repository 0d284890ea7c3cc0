package org.jmlmmj.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which of a program's standard streams lead to a person at a terminal: only there questions and progress make sense. Immutable
 * and thread-safe.
 *
 * @param input whether standard input does
 * @param output whether standard output does
 * @param errors whether standard error does
 */
public record Terminal(boolean input, boolean output, boolean errors) {
    /** Nobody is watching. */
    public static Terminal none() {
        return new Terminal(false, false, false);
    }

    /** That of this process. Where the system does not tell, nobody is watching. */
    public static Terminal ofProcess() {
        // The JDK tells only whether input and output both do, and newer releases not even that.
        return of(Path.of("/proc/self/fd"));
    }

    static Terminal of(Path descriptors) {
        return new Terminal(
                isTerminal(descriptors.resolve("0")),
                isTerminal(descriptors.resolve("1")),
                isTerminal(descriptors.resolve("2")));
    }

    private static boolean isTerminal(Path descriptor) {
        String target;
        try {
            target = Files.readSymbolicLink(descriptor).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }
}
