package org.jmlmmj.core.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders below {@code golden/}: mail in, expected mail out, control files beside them. */
final class GoldenCases {
    private GoldenCases() {}

    static List<Path> of(String kind) throws Exception {
        Path root = Path.of(GoldenCases.class.getResource("/golden/" + kind).toURI());
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Why the mail is expected to stay as it is, or to be doubtful. */
    static Optional<String> why(Path folder) throws IOException {
        Path file = folder.resolve("why");
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }
}
