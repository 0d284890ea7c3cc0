package org.jmlmmj.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian packages that are unpacked by {@code dist/e2e/install} and not installed. Stateless, so thread-safe. */
final class Unpacked {
    private static final Path ALL = Path.of("target/debian");

    private Unpacked() {}

    /** A copy of a package that every user can read, in a folder of its name; the copy stands for {@code /}. */
    static Path copy(String debianPackage, Path parent) throws IOException {
        Path unpacked = ALL.resolve(debianPackage);
        if (!Files.isDirectory(unpacked)) {
            throw new AssertionError("the Debian package " + debianPackage + " is not unpacked in dist/e2e/" + unpacked
                    + "; dist/e2e/install does that, and dist/e2e/run calls it");
        }
        Files.createDirectories(parent);
        Command.run("cp", "-r", unpacked, parent);
        return parent.resolve(debianPackage);
    }
}
