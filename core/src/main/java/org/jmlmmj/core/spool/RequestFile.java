package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * A request that waits: an address in the first line, perhaps a word in the second, and the age of the file (spec 01 §8.6, §8.7).
 * Immutable and thread-safe.
 *
 * @param address whose request it is
 * @param detail the second line without white space around it; empty text if there is none
 * @param lines how many lines there are, counting what follows the last line end
 * @param since its age
 */
record RequestFile(EmailAddress address, String detail, int lines, Instant since) {
    /** Line ends and the longest word in a second line, with some room. */
    private static final int MOST_DETAIL_OCTETS = 16;

    private static final int MOST_OCTETS = EmailAddress.MAX_OCTETS + MOST_DETAIL_OCTETS;

    /** Reads a request, or passes it over. */
    @FunctionalInterface
    interface Reader {
        /** The request in this file; empty if it is of no interest. */
        Optional<RequestFile> read(Path file) throws IOException;
    }

    /** Reads a request; empty if it is gone, no regular file, or holds no address. */
    static Optional<RequestFile> read(Path file) throws IOException {
        return read(file, 0, MOST_OCTETS);
    }

    /** Reads a request if it is one of this address. Under a flood most others are told apart by size, without being opened. */
    static Optional<RequestFile> read(Path file, EmailAddress address) throws IOException {
        int octets = address.value().getBytes(StandardCharsets.UTF_8).length;
        return read(file, octets, octets + MOST_DETAIL_OCTETS)
                .filter(request -> request.address().equals(address));
    }

    private static Optional<RequestFile> read(Path file, long least, long most) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile() || attributes.size() < least || attributes.size() > most) {
                return Optional.empty();
            }
            String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
            String detail = lines.length > 1 ? lines[1].strip() : "";
            Instant since = attributes.lastModifiedTime().toInstant();
            return EmailAddress.parse(lines[0]).map(found -> new RequestFile(found, detail, lines.length, since));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Sets the age of a request; does nothing if it is gone. */
    static void setAge(Path file, Instant since) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(since));
        } catch (NoSuchFileException e) {
            // Confirmed, decided or expired meanwhile, so its age is of no interest.
            return;
        }
    }
}
