package org.jmlmmj.core.list;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.Incoming;
import org.jmlmmj.core.spool.Ownership;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.spool.WaitingMails;

/**
 * A list directory as such: that it is there, whose it is, how to write into it. Enough to store a mail, whatever the list's
 * settings say. Immutable and thread-safe.
 */
public final class ListDirectory {
    /** The folders that a new list is made with, each behind the one it lies in (spec 01 §2). */
    public static final List<String> FOLDERS = List.of(
            "incoming",
            "queue",
            "queue/discarded",
            "archive",
            "text",
            "subconf",
            "unsubconf",
            "bounce",
            "control",
            "moderation",
            "subscribers.d",
            "digesters.d",
            "requeue",
            "nomailsubs.d");

    private final Path path;
    private final Ownership ownership;
    private final DurableFiles files;

    private ListDirectory(Path path, Ownership ownership, DurableFiles files) {
        this.path = path;
        this.ownership = ownership;
        this.files = files;
    }

    /**
     * Opens a list directory.
     *
     * @param folder as given on a command line; relative to the working directory, with or without a slash at its end
     * @throws ListException if there is no such folder
     */
    public static ListDirectory open(String folder, RandomNames names) throws IOException {
        if (folder.isEmpty()) {
            // To Java the empty path is the working directory; here it is a variable that somebody forgot to set.
            throw new ListException("the path of the list directory is empty");
        }
        try {
            return open(Path.of(folder), names);
        } catch (InvalidPathException e) {
            throw new ListException("the list directory " + folder + " is no usable path", e);
        }
    }

    /** Opens a list directory. */
    public static ListDirectory open(Path folder, RandomNames names) throws IOException {
        try {
            // One path for one list, also through links; text alone cannot tell what .. behind a link means.
            Path path = folder.toRealPath();
            if (!Files.isDirectory(path)) {
                throw new ListException("the list directory " + path + " is not a folder");
            }
            Ownership ownership = Ownership.of(path);
            return new ListDirectory(path, ownership, new DurableFiles(path, ownership, names));
        } catch (NoSuchFileException e) {
            throw new ListException("the list directory " + folder.toAbsolutePath() + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new ListException(
                    "the list directory " + folder.toAbsolutePath() + " cannot be entered: permission denied", e);
        }
    }

    /**
     * Checks that this process may work on the list (spec 01 §4.1).
     *
     * @throws ListException if it is neither the owner's nor root's
     */
    public ListDirectory requireOwner() throws ListException {
        if (!ownership.mayWork()) {
            throw new ListException("the list directory " + path + " belongs to user " + ownership.uid()
                    + "; run as that user or as root, not as user " + ownership.process());
        }
        return this;
    }

    /** The folder, absolute and without links. */
    public Path path() {
        return path;
    }

    /** Whose it is. */
    public Ownership ownership() {
        return ownership;
    }

    /** The writer of this list directory. */
    public DurableFiles files() {
        return files;
    }

    /** {@code incoming/}. */
    public Incoming incoming() {
        return new Incoming(path.resolve("incoming"), files);
    }

    /** The mails in {@code incoming/} that any process may take. */
    public WaitingMails waiting() {
        return new WaitingMails(path.resolve("incoming"));
    }
}
