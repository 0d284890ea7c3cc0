package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that looks like a JDK to the launchers; its {@code java} is a script that does what a test wants. */
final class FakeJava {
    /** Prints each argument in a line of its own, then the status for a launcher that waits for one. */
    static final String SHOW_ARGUMENTS = "for argument; do printf '[%s]\\n' \"$argument\"; done; echo 0";

    private FakeJava() {}

    /**
     * Makes the folder.
     *
     * @param version what it says of itself, for example {@code 99.0.1}
     * @param script what its {@code java} does, in sh
     */
    static Path in(Path parent, String version, String script) throws IOException {
        Path folder = parent.resolve("jdk-" + version);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(
                folder.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "+1-test\"\nJAVA_VERSION=\"" + version
                        + "\"\nOS_NAME=\"Linux\"\n");
        Path java = folder.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }
}
