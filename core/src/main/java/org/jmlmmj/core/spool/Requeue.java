package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * {@code requeue/}: one folder per post that has not reached every recipient (spec 01 §8.9, 03 §9.4). The name of a folder is
 * the index of the post. Thread-safe, also between processes.
 */
public final class Requeue {
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Requeue(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** The folder of a post. */
    public Path post(String index) {
        return folder.resolve(index);
    }

    /** Whether a post with this index waits here. */
    public boolean contains(String index) {
        return Files.exists(post(index), LinkOption.NOFOLLOW_LINKS);
    }

    /** The post itself, which lies here only if there is no archive. */
    public Path mailFile(String index) {
        return post(index).resolve("mailfile");
    }

    /** Who still has to get the post. */
    public Path subscribers(String index) {
        return post(index).resolve("subscribers");
    }

    /** The journal of a delivery that is under way (spec 03 §10.2); the original does not know this name. */
    public Path sending(String index) {
        return post(index).resolve("sending");
    }

    /**
     * Takes the recipients of a post out of the way of those who add others, for another attempt. Only while holding the lock of
     * the post, so that nobody else makes the same attempt: recipients that a dead process took come first.
     *
     * @return the file {@code subscribers.resending}, which is to be deleted when the recipients are safe elsewhere; empty if nobody
     *     waits
     */
    public Optional<Path> claim(String index) throws IOException {
        Path claimed = post(index).resolve("subscribers.resending");
        if (Files.exists(claimed, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(claimed, LinkOption.NOFOLLOW_LINKS)) {
                // A link could lead to a file of somebody else, and its lines into the log.
                throw new IOException(claimed + ": is no file");
            }
            return Optional.of(claimed);
        }
        // Under the lock, as who appends looks for a new name only while waiting for it.
        try (LockedFile locked = LockedFile.open(subscribers(index), DurableFiles::openExisting)) {
            files.moveOver(locked.path(), claimed);
            return Optional.of(claimed);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Deletes the folder of a post if nothing is left in it. */
    public void removeIfEmpty(String index) throws IOException {
        try {
            files.delete(post(index));
        } catch (DirectoryNotEmptyException e) {
            // Somebody still waits for the post.
            return;
        }
    }

    /** Makes the folder of a post if it is missing. */
    public Path create(String index) throws IOException {
        return files.folder(post(index));
    }

    /** Adds recipients that are still to be served; they are on disk before this returns. */
    public void append(String index, List<EmailAddress> recipients) throws IOException {
        if (recipients.isEmpty()) {
            return;
        }
        List<String> lines =
                recipients.stream().map(recipient -> recipient.value() + "\n").toList();
        Path subscribers = subscribers(index);
        try (LockedFile locked = LockedFile.open(subscribers, path -> openSubscribers(index, path))) {
            locked.appendApart(lines);
            locked.channel().force(true);
        }
    }

    /** Maintenance may remove the empty folder of a post between any two steps (spec 03 §9.4). */
    private FileChannel openSubscribers(String index, Path subscribers) throws IOException {
        while (true) {
            try {
                create(index);
                return files.openOrCreate(subscribers, StandardOpenOption.READ);
            } catch (NoSuchFileException e) {
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
    }
}
