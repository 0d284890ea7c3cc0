package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmlmmj.admin.TextLibrary;
import org.jmlmmj.core.list.MailingList;

/**
 * The list texts: are they there and readable (spec 06 §1)? What is missing comes in English from the installation. Immutable and
 * thread-safe.
 *
 * @param library the texts of the installation
 */
record TextCheck(TextLibrary library) implements ListCheck {
    @Override
    public String name() {
        return "texts";
    }

    @Override
    public void examine(MailingList list, Notes notes) throws IOException {
        Path folder = list.directory().path().resolve("text");
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            notes.warn(
                    folder + " has no texts, so the list writes in English",
                    "copy those of a language from " + library.folder());
            return;
        }
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                notes.fail(file + " cannot be read", "chmod u+r " + file + ", or chown it to the list's user");
            }
        }
        TreeSet<String> missing = missing(files);
        if (missing.isEmpty()) {
            notes.ok(files.size() + " texts");
        } else {
            notes.warn(
                    "in English, because " + folder + " lacks them: " + String.join(", ", missing),
                    "copy them from a language of " + library.folder());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Texts of today's names that the list lacks; a list with texts of other names only is an old one, and complete in its way. */
    private TreeSet<String> missing(List<Path> files) throws IOException {
        TreeSet<String> wanted =
                library.texts("en").stream().map(TextCheck::name).collect(Collectors.toCollection(TreeSet::new));
        List<String> present = files.stream().map(TextCheck::name).toList();
        boolean isOld = present.stream().noneMatch(name -> name.equals("confirm") || name.startsWith("confirm-"));
        if (isOld) {
            return new TreeSet<>();
        }
        wanted.removeIf(name -> present.stream().anyMatch(file -> file.equals(name) || file.startsWith(name + "-")));
        return wanted;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
