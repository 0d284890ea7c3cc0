package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The mails in {@code incoming/} that any process may take (decision 0008): {@code RANDOM.waiting}. One without that ending belongs
 * to the process that stored or took it, is held back by {@code -P}, or is being written by a program of the original. Which of
 * the two names a mail has is not synced: with either it is complete, and maintenance finds it. Thread-safe, also between
 * processes.
 */
public final class WaitingMails {
    /** Behind the name of a mail that waits; lib/launch.sh knows it too. */
    private static final String ENDING = ".waiting";

    private final Path folder;

    /** @param folder {@code incoming/} of a list */
    public WaitingMails(Path folder) {
        this.folder = folder;
    }

    /** Where a mail lies while it waits. */
    static Path place(Path mail) {
        return mail.resolveSibling(mail.getFileName() + ENDING);
    }

    /** Gives a stored mail to whoever comes first; the caller lets go of it. */
    public void add(Path mail) throws IOException {
        Files.move(mail, place(mail), StandardCopyOption.ATOMIC_MOVE);
    }

    private record Found(Path path, FileTime stored) {}

    /** The mails that wait now, in the order in which they were stored. Those of one instant are in any order. */
    public List<Path> all() throws IOException {
        List<Found> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isWaiting(entry)) {
                    stored(entry).ifPresent(time -> found.add(new Found(entry, time)));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Found::stored));
        return found.stream().map(Found::path).toList();
    }

    /** Whether a file in {@code incoming/} has the name of a mail that waits. */
    public static boolean isWaiting(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) && RandomNames.isName(name.substring(0, name.length() - ENDING.length()));
    }

    /** The time of the last octet: renaming does not change it. */
    private static Optional<FileTime> stored(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(attributes.lastModifiedTime()) : Optional.empty();
        } catch (NoSuchFileException e) {
            // Somebody else has taken it.
            return Optional.empty();
        }
    }

    /**
     * Takes a mail, so that nobody else does.
     *
     * @param waiting one of {@link #all}
     * @return the mail under the name that it will keep; empty if somebody else was faster
     */
    public Optional<Path> take(Path waiting) throws IOException {
        String name = String.valueOf(waiting.getFileName());
        Path mail = folder.resolve(name.substring(0, name.length() - ENDING.length()));
        try {
            Files.move(waiting, mail, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(mail);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
