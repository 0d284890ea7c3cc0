package org.jmlmmj.core.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * An open file that this process has for itself: a POSIX record lock over the whole file, the same that the original's
 * programs take (spec 01 §9).
 *
 * <p>Such locks belong to the process, and closing <em>any</em> descriptor of the file in the process gives the lock away. So
 * threads of one process wait for each other before they open the file, in a table that is as process-wide as the kernel's.
 * While a file is locked its holder must be the only one in the process to open it, under any of its names. Instances are
 * for one thread at a time.
 */
public final class LockedFile implements Closeable {
    private static final Map<Path, CountDownLatch> HELD = new ConcurrentHashMap<>();

    private final Path path;
    private final Optional<FileIdentity> identity;
    private final FileChannel channel;
    private final CountDownLatch mine;

    private LockedFile(Path path, Optional<FileIdentity> identity, FileChannel channel, CountDownLatch mine) {
        this.path = path;
        this.identity = identity;
        this.channel = channel;
        this.mine = mine;
    }

    /** Opens a file for reading and writing. */
    @FunctionalInterface
    public interface Opener {
        /** The open file, for writing at least. */
        FileChannel open(Path path) throws IOException;
    }

    /**
     * Opens and locks a file, waiting for other holders. When it returns, the path still names the file that is locked, which
     * another process may have replaced or deleted meanwhile.
     *
     * @throws NoSuchFileException if the opener creates nothing and the file is gone
     */
    public static LockedFile open(Path path, Opener opener) throws IOException {
        Path key = key(path);
        CountDownLatch mine = new CountDownLatch(1);
        for (CountDownLatch other = HELD.putIfAbsent(key, mine); other != null; other = HELD.putIfAbsent(key, mine)) {
            await(other);
        }
        Optional<LockedFile> locked = lock(key, mine, opener, true);
        if (locked.isEmpty()) {
            throw new IOException(path + ": cannot be locked");
        }
        return locked.get();
    }

    /** Like {@link #open}, but gives up at once if somebody else holds the file. */
    public static Optional<LockedFile> tryOpen(Path path, Opener opener) throws IOException {
        Path key = key(path);
        CountDownLatch mine = new CountDownLatch(1);
        return HELD.putIfAbsent(key, mine) == null ? lock(key, mine, opener, false) : Optional.empty();
    }

    /**
     * Whether somebody else, in this process or another, holds an existing file at this moment.
     *
     * @throws NoSuchFileException if there is no such file
     */
    public static boolean isHeld(Path path) throws IOException {
        Optional<LockedFile> free = tryOpen(path, DurableFiles::openExisting);
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty();
    }

    /** Gives a file its name. */
    @FunctionalInterface
    interface Publisher {
        void publish() throws IOException;
    }

    /**
     * Locks a file that others cannot find yet, then publishes it: nobody ever sees it unlocked.
     *
     * @param path the name it gets
     * @param channel the file, which belongs to the result; if this throws, it stays open and unlocked
     */
    static LockedFile publish(Path path, FileChannel channel, Publisher publisher) throws IOException {
        Path key = key(path);
        CountDownLatch mine = new CountDownLatch(1);
        if (HELD.putIfAbsent(key, mine) != null) {
            throw new FileAlreadyExistsException(path.toString());
        }
        FileLock lock = null;
        boolean published = false;
        try {
            lock = channel.tryLock();
            if (lock == null) {
                throw new IOException(path + ": is locked by another process before anybody could know it");
            }
            publisher.publish();
            published = true;
            return new LockedFile(key, Optional.empty(), channel, mine);
        } finally {
            if (!published) {
                release(key, mine);
                if (lock != null) {
                    lock.release();
                }
            }
        }
    }

    /** One name for each file, also when lists share a folder through a symbolic link. */
    private static Path key(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new IOException(path + ": is no file");
        }
        try {
            return folder.toRealPath().resolve(name);
        } catch (NoSuchFileException e) {
            // The opener makes the folder, or fails.
            return absolute.normalize();
        }
    }

    private static Optional<LockedFile> lock(Path key, CountDownLatch mine, Opener opener, boolean wait)
            throws IOException {
        boolean locked = false;
        try {
            while (true) {
                Optional<FileIdentity> before = FileIdentity.of(key);
                FileChannel channel = opener.open(key);
                try {
                    // Unless both are equal, to the time of change, the path was replaced or made in between, and
                    // nobody
                    // can tell which file was opened. If they are, that file is open, so its inode cannot be reused.
                    if (before.isEmpty() || !before.equals(FileIdentity.of(key))) {
                        continue;
                    }
                    if (!acquire(channel, wait)) {
                        return Optional.empty();
                    }
                    if (isSameInode(before, FileIdentity.of(key))) {
                        locked = true;
                        return Optional.of(new LockedFile(key, before, channel, mine));
                    }
                } finally {
                    if (!locked) {
                        channel.close();
                    }
                }
            }
        } finally {
            if (!locked) {
                release(key, mine);
            }
        }
    }

    private static boolean acquire(FileChannel channel, boolean wait) throws IOException {
        return wait ? RecordLock.await(channel) : RecordLock.tryAcquire(channel);
    }

    private static void await(CountDownLatch other) throws IOException {
        try {
            other.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
    }

    private static void release(Path key, CountDownLatch mine) {
        HELD.remove(key, mine);
        mine.countDown();
    }

    /** The file's name, absolute. */
    public Path path() {
        return path;
    }

    /**
     * Whether the path still names the file that was opened: other programs may delete or replace it, whoever holds the lock.
     * Not for files that were published locked.
     */
    public boolean isCurrent() throws IOException {
        return isSameInode(identity, FileIdentity.of(path));
    }

    private static boolean isSameInode(Optional<FileIdentity> before, Optional<FileIdentity> now) {
        return before.isPresent() && now.isPresent() && before.get().isSameInode(now.get());
    }

    /**
     * Whether another process waits for this lock, where the system tells; it may be a false alarm. Not for files that were
     * published locked.
     */
    public boolean isAwaited() throws IOException {
        return identity.isPresent()
                && LockTable.ofKernel().hasWaiters(identity.get().inode());
    }

    /** The open file. Closing it gives the lock away; close this object instead. */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Adds whole lines at the end, after a newline if a crash or another program left the last line without one: what is glued to
     * it would be lost. If this fails, the file is as it was, as a part of an address may be somebody else's. The file
     * must be open for reading too, and the caller syncs it.
     *
     * @param lines in UTF-8, each with its newline
     */
    public void append(String lines) throws IOException {
        content().append(lines);
    }

    /**
     * Whether a line would lie in one page of the file if it were appended now. Pages reach the disk one by one, so of a line in
     * two of them a power cut can leave one half, and half an address is the address of somebody else.
     */
    public boolean takesWhole(String line) throws IOException {
        return content().takesWhole(line);
    }

    /**
     * Adds lines as {@link #append} does, with empty lines between them where one would lie in two pages ({@link #takesWhole}). Only
     * for files whose readers pass over empty lines.
     *
     * @param lines each with its newline
     */
    public void appendApart(List<String> lines) throws IOException {
        content().appendApart(lines);
    }

    /**
     * Puts a short text in the place of all that the file holds; it is on disk before this returns. After a crash the file holds the
     * old text or the new one, perhaps with line ends behind it, or a shorter new one with the end of the old one.
     *
     * <p>Octets and size reach the disk at different times: of {@code 100} in the place of {@code 99} a power cut could leave
     * {@code 10}, and 90 numbers would be given out again. So the file grows first, by line ends, which readers of such files pass
     * over (spec 01 §8.10, §8.12).
     *
     * @param text ASCII, shorter than a sector of a disk
     */
    public void overwrite(String text) throws IOException {
        content().overwrite(text);
    }

    private FileContent content() {
        return new FileContent(channel);
    }

    /** Closes the file, which gives the lock away. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            release(path, mine);
        }
    }
}
