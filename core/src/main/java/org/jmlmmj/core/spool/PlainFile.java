package org.jmlmmj.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reading of files of the spool, which have to be files: a link could lead to what is somebody else's, and a pipe would keep whoever
 * opens it waiting for its other end, for ever. Stateless, so thread-safe.
 */
public final class PlainFile {
    /** More than any small file holds; a bound for what else may lie there. */
    private static final int MOST_TEXT_OCTETS = 64 * 1024;

    private PlainFile() {}

    /**
     * Checks that there is a file.
     *
     * @throws java.nio.file.NoSuchFileException if there is nothing
     * @throws IOException if there is something else
     */
    static void require(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new IOException(file + ": is no file");
        }
    }

    /**
     * Opens a file for reading.
     *
     * @throws java.nio.file.NoSuchFileException if there is nothing
     * @throws IOException also if there is something else
     */
    public static InputStream read(Path file) throws IOException {
        require(file);
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Reads a small file as text: UTF-8, with U+FFFD in the place of what is none. */
    static String readText(Path file) throws IOException {
        try (InputStream in = read(file)) {
            return new String(in.readNBytes(MOST_TEXT_OCTETS), StandardCharsets.UTF_8);
        }
    }
}
