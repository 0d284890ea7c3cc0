package org.jmlmmj.admin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.RandomNames;

/**
 * A folder being filled under a temporary name, mode 0750. It gets its final name in one step, with everything in it; closed
 * before that, it is deleted. What a process that was killed leaves behind, {@link #deleteAbandoned} deletes. Not thread-safe.
 */
public final class FolderDraft implements Closeable {
    private static final String PREFIX = ".mlmmj-make-ml-";

    /** Making a list takes seconds; a draft that nobody has touched for so long was left behind. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path path;
    private final DurableFiles files;
    private boolean finished;

    private FolderDraft(Path path, DurableFiles files) {
        this.path = path;
        this.files = files;
    }

    /** Begins a folder in another one. */
    public static FolderDraft in(Path parent, RandomNames names) throws IOException {
        Path path = parent.resolve(PREFIX + names.next());
        Files.createDirectory(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
        return new FolderDraft(path, new DurableFiles(path, Ownership.of(path), names));
    }

    /**
     * Deletes the drafts in a folder that processes have left behind which are dead; never one that is being made.
     *
     * @param complaint takes a line for each that cannot be deleted
     * @throws IOException if the folder cannot be read
     */
    public static void deleteAbandoned(Path parent, Instant now, Consumer<String> complaint) throws IOException {
        for (Path draft : abandoned(parent, now.minus(ABANDONED))) {
            try {
                FolderTree.at(draft).delete();
            } catch (NoSuchFileException e) {
                // Somebody else deletes it at this moment, and goes on.
            } catch (IOException e) {
                complaint.accept(draft + " was left behind and cannot be deleted: " + FailureText.of(e));
            }
        }
    }

    /** Drafts that nobody has touched since then. */
    static List<Path> abandoned(Path parent, Instant since) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path entry : entries) {
                if (isAbandoned(entry, since)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    private static boolean isAbandoned(Path entry, Instant since) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isDirectory()
                    && attributes.lastModifiedTime().toInstant().isBefore(since);
        } catch (NoSuchFileException e) {
            // Published or deleted meanwhile by the process that made it.
            return false;
        }
    }

    /** Where it lies until it is published. */
    public Path path() {
        return path;
    }

    /** The writer of this folder. */
    public DurableFiles files() {
        return files;
    }

    /**
     * Gives the folder its final name, beside its temporary one.
     *
     * @throws FileAlreadyExistsException if the name is taken; the draft stays as it is
     */
    public void publish(Path target) throws IOException {
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                FileAlreadyExistsException taken = new FileAlreadyExistsException(target.toString());
                taken.initCause(e);
                throw taken;
            }
            throw e;
        }
        finished = true;
        files.syncFolder(FolderTree.at(target).parent());
    }

    /** Deletes the folder unless it got its final name. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            FolderTree.at(path).delete();
        }
    }
}
