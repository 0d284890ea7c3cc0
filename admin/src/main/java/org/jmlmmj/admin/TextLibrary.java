package org.jmlmmj.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The list texts that come with this software, one folder per language. Immutable and thread-safe.
 *
 * @param folder where the languages lie
 */
public record TextLibrary(Path folder) {
    /** A language is one folder name; a slash or leading dot would lead out of the library. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]*");

    /** Whether there are texts in this language. */
    public boolean has(String language) {
        return LANGUAGE.matcher(language).matches() && Files.isDirectory(folder.resolve(language));
    }

    /** The languages, sorted by name. */
    List<String> languages() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(this::has)
                    .sorted()
                    .toList();
        }
    }

    /** The files of a language, sorted by name; none if the library does not have it. */
    public List<Path> texts(String language) throws IOException {
        if (!has(language)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder.resolve(language))) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
