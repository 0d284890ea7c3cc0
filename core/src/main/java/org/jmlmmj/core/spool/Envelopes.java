package org.jmlmmj.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code incoming/RANDOM.envelope}: what the mail server said beside a mail. It says that to one process only; without the file
 * nobody would know, after a crash, that a mail came to the address of the owners, say, and it would be distributed. No program
 * of the original looks into {@code incoming/} (spec 01 §10). Stateless, so thread-safe.
 */
final class Envelopes {
    private static final String ENDING = ".envelope";

    /** More than mail servers hand over; a bound for what else may lie there. */
    private static final int MOST_OCTETS = 1 << 20;

    private Envelopes() {}

    private static Path file(Path mail) {
        return mail.resolveSibling(mail.getFileName() + ENDING);
    }

    /** The mail of an envelope; empty if the file has no such name. */
    static Optional<Path> mail(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING)
                ? Optional.of(file.resolveSibling(name.substring(0, name.length() - ENDING.length())))
                : Optional.empty();
    }

    /**
     * Writes and syncs the envelope of a mail that is still to come; its name is as safe as the mail's when the folder is synced.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    static void write(DurableFiles files, Path mail, byte[] content) throws IOException {
        Path file = file(mail);
        try (FileChannel channel = files.createUnsynced(file)) {
            ByteBuffer octets = ByteBuffer.wrap(content);
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Reads an envelope; empty if there is none. */
    static Optional<byte[]> read(Path mail) throws IOException {
        Path file = file(mail);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(MOST_OCTETS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether two mails can have come to the same address from the same sender, as far as it is known. */
    static boolean mayBeSame(Path mail, Path other) throws IOException {
        Optional<byte[]> one = read(mail);
        Optional<byte[]> two = read(other);
        return one.isEmpty() || two.isEmpty() || Arrays.equals(one.get(), two.get());
    }

    /** Deletes an envelope; one that comes back after a power cut is deleted by maintenance. */
    static void delete(Path mail) throws IOException {
        Files.deleteIfExists(file(mail));
    }
}
