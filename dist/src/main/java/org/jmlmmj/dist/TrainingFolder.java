package org.jmlmmj.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one training run, for its user alone. Immutable and thread-safe. */
record TrainingFolder(Path path) {
    static TrainingFolder create() throws IOException {
        return new TrainingFolder(Files.createTempDirectory("mlmmj-warmup-"));
    }

    /** Deletes the folder and what is in it. */
    void delete() {
        try {
            for (Path file : deepestFirst()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> deepestFirst() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
