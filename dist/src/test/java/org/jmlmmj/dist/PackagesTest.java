package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every package says in its {@code package-info.java} what it is for. */
class PackagesTest {
    private static final Path ROOT = Path.of("..");

    /** The deepest are in dist/e2e/src/test/java. */
    private static final int DEPTH = 5;

    static List<Path> mainPackages() throws IOException {
        return packages("src/main/java");
    }

    static List<Path> testPackages() throws IOException {
        return packages("src/test/java");
    }

    /** The folders in which there is Java, in all modules. */
    private static List<Path> packages(String sources) throws IOException {
        List<Path> modules;
        try (Stream<Path> folders = Files.walk(ROOT, DEPTH)) {
            modules = folders.filter(folder -> folder.endsWith(sources)).toList();
        }
        assertThat(modules).hasSizeGreaterThan(5);
        List<Path> packages = new ArrayList<>();
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .distinct()
                        .forEach(packages::add);
            }
        }
        return packages;
    }

    @ParameterizedTest
    @MethodSource("mainPackages")
    void package_says_what_may_come_in(Path folder) throws IOException {
        assertThat(description(folder)).containsPattern("\\bcomes? in\\b");
    }

    @ParameterizedTest
    @MethodSource("testPackages")
    void package_of_tests_says_what_is_in_it(Path folder) throws IOException {
        assertThat(description(folder)).isNotBlank();
    }

    /** The Javadoc of a package in one line; empty if it has none. */
    private static String description(Path folder) throws IOException {
        Path file = folder.resolve("package-info.java");
        assertThat(file).exists();
        String text = Files.readString(file);
        int start = text.indexOf("/**");
        return start < 0 ? "" : text.substring(start + 3, text.indexOf("*/")).replaceAll("\\s+\\*?\\s*", " ");
    }
}
