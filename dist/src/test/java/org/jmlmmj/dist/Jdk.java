package org.jmlmmj.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JDK of this machine that can run the programs. Immutable and thread-safe. */
public record Jdk(Path home, String build) {
    private static final int OLDEST = 17;

    /** The JDK of the build and every other one in the usual place, each build once, oldest first. */
    public static List<Jdk> all() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (Stream<Path> folders = Files.list(usual)) {
                homes.addAll(folders.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                        .toList());
            }
        }
        Map<String, Jdk> found = new TreeMap<>();
        for (Path home : homes) {
            String build = release(home, "JAVA_RUNTIME_VERSION");
            if (feature(release(home, "JAVA_VERSION")) >= OLDEST) {
                found.putIfAbsent(build, new Jdk(home, build));
            }
        }
        return List.copyOf(found.values());
    }

    private static int feature(String version) {
        String digits = version.split("[^0-9]", 2)[0];
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static String release(Path home, String key) {
        if (!Files.isReadable(home.resolve("release"))) {
            return "";
        }
        try (BufferedReader reader = Files.newBufferedReader(home.resolve("release"))) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties.getProperty(key, "").replace("\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its start-up archive in an installation. */
    public Path archive(Installation installation) throws IOException {
        String id = Files.readString(installation.lib("build-id")).strip();
        return installation.lib("archive").resolve("jmlmmj-" + build + "-" + id + ".jsa");
    }

    @Override
    public String toString() {
        return build;
    }
}
