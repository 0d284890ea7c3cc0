package org.jmlmmj.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one training run, for its user alone, deleted with all that is in it when closed. Immutable and thread-safe. */
record TrainingFolder(Path path) implements AutoCloseable {
    static TrainingFolder create() throws IOException {
        return new TrainingFolder(Files.createTempDirectory("mlmmj-warmup-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
