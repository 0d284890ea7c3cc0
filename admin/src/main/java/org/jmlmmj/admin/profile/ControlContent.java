package org.jmlmmj.admin.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.spool.PlainFile;

/**
 * What a control file holds, as octets. It may be a link to a file, but nothing that keeps who opens it waiting, such as a pipe: a
 * request that waits for ever would keep all others for its list waiting too. Stateless, so thread-safe.
 */
public final class ControlContent {
    /** Some link files to it that are to be empty. */
    private static final Path NOTHING = Path.of("/dev/null");

    private ControlContent() {}

    /**
     * Reads a control file; empty if it is missing.
     *
     * @throws IOException also if there is something that is no file
     */
    public static Optional<byte[]> read(Path file) throws IOException {
        try {
            Path real = file.toRealPath();
            if (real.equals(NOTHING)) {
                return Optional.of(new byte[0]);
            }
            try (InputStream in = PlainFile.read(real)) {
                return Optional.of(in.readAllBytes());
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
