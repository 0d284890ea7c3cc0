package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.Terminal;

/** An installation with texts in two languages, system files, and a spool, all in one folder. Not thread-safe. */
final class MakeMlFixture {
    private final Path home;
    private final Installation installation;

    MakeMlFixture(Path home) throws IOException {
        this.home = home;
        this.installation = new Installation(
                home.resolve("bin"), home.resolve("texts"), home.resolve("aliases"), home.resolve("crontab"));
        text("en/help", "Help!\n").text("en/faq", "No questions.\n").text("de/help", "Hilfe!\n");
        Files.createDirectories(spool());
    }

    MakeMlFixture text(String name, String content) throws IOException {
        Path file = installation.texts().resolve(name);
        Files.createDirectories(file.resolve(".."));
        Files.writeString(file, content);
        return this;
    }

    Installation installation() {
        return installation;
    }

    MlmmjMakeMl program() {
        return new MlmmjMakeMl(installation, () -> "host.example.com", Terminal.none());
    }

    Path spool() {
        return home.resolve("spool");
    }

    /** Runs the program, with the spool of this fixture and without questions. */
    Run run(Run.Surroundings surroundings, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-y", "-s", spool().toString()));
        all.addAll(List.of(arguments));
        return Run.of(program(), surroundings, all.toArray(String[]::new));
    }

    Run run(String... arguments) {
        return run(Run.Surroundings.plain(), arguments);
    }

    /** Every folder ({@code mode}) and file ({@code mode: content}) below a folder, by its path there. */
    static SortedMap<String, String> tree(Path folder) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(entry));
                String content = Files.isDirectory(entry) ? "" : ": " + Files.readString(entry);
                tree.put(folder.relativize(entry).toString(), mode + content);
            }
        }
        return tree;
    }

    /** What is in the spool, hidden things too. */
    List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(spool())) {
            return entries.map(entry -> spool().relativize(entry).toString())
                    .sorted()
                    .toList();
        }
    }
}
