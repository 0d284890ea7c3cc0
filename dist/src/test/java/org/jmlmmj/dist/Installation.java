package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An installation tree: the one that the build has made, or a copy that a test may damage. Immutable and thread-safe. */
public record Installation(Path home) {
    /** The tree in {@code dist/target/jmlmmj}. */
    public static Installation built() {
        return new Installation(
                Path.of(Objects.requireNonNull(System.getProperty("jmlmmj.home"), "the build sets jmlmmj.home")));
    }

    /** A program in {@code bin}. */
    public Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** A file in {@code lib}. */
    public Path lib(String name) {
        return home.resolve("lib").resolve(name);
    }

    /** The start-up archives. */
    public List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(lib("archive"))) {
            return files.sorted().toList();
        }
    }

    /** A copy as {@code cp -a} makes it, with the times of files and folders, which the test may change. */
    public Installation copyTo(Path target) throws IOException {
        List<Path> originals;
        try (Stream<Path> files = Files.walk(home)) {
            originals = files.toList();
        }
        for (Path original : originals) {
            Path copy = target.resolve(home.relativize(original).toString());
            if (Files.isDirectory(original, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(original, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        for (Path original : originals) {
            if (Files.isDirectory(original, LinkOption.NOFOLLOW_LINKS)) {
                Files.setLastModifiedTime(
                        target.resolve(home.relativize(original).toString()), Files.getLastModifiedTime(original));
            }
        }
        return new Installation(target);
    }
}
