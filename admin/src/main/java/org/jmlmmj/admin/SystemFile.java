package org.jmlmmj.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jmlmmj.core.cli.RefusedException;

/**
 * A file of the system to which a line can be added. Immutable and thread-safe.
 *
 * @param path where it lies
 */
record SystemFile(Path path) {
    /** Checks that lines can be added, before anything else is done. */
    void requireWritable() throws RefusedException {
        Path parent = path.getParent();
        boolean creatable = parent != null && Files.notExists(path) && Files.isWritable(parent);
        boolean writable = Files.isRegularFile(path) && Files.isWritable(path);
        if (!creatable && !writable) {
            throw new RefusedException(path + " is no file that can be written");
        }
    }

    /**
     * Adds a line at the end, with one write, so that others who append at the same time lose nothing. It is on disk when this
     * returns.
     *
     * @return false if the line was there already
     */
    boolean append(String line) throws IOException {
        String content = content();
        byte[] octets = line.getBytes(UTF_8);
        if (content.lines().anyMatch(new String(octets, ISO_8859_1)::equals)) {
            return false;
        }
        boolean unterminated = !content.isEmpty() && !content.endsWith("\n");
        byte[] added = ((unterminated ? "\n" : "") + line + "\n").getBytes(UTF_8);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (ByteBuffer buffer = ByteBuffer.wrap(added); buffer.hasRemaining(); ) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        return true;
    }

    /** Every octet as one character, whatever the encoding; empty if there is no such file. */
    private String content() throws IOException {
        try {
            return Files.readString(path, ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
