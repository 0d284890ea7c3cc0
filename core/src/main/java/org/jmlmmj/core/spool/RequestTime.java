package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** The age of a request that waits, which is that of its file (spec 01 §8). Stateless, so thread-safe. */
final class RequestTime {
    private RequestTime() {}

    /** Sets the age; does nothing if the file is gone. */
    static void set(Path file, Instant since) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(since));
        } catch (NoSuchFileException e) {
            // Confirmed, decided or expired meanwhile, so its age is of no interest.
            return;
        }
    }
}
