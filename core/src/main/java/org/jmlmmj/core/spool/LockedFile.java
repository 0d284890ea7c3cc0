package org.jmlmmj.core.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
    private final FileChannel channel;
    private final CountDownLatch mine;

    private LockedFile(Path path, FileChannel channel, CountDownLatch mine) {
        this.path = path;
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
        Path key = path.toAbsolutePath().normalize();
        CountDownLatch mine = new CountDownLatch(1);
        for (CountDownLatch other = HELD.putIfAbsent(key, mine); other != null; other = HELD.putIfAbsent(key, mine)) {
            await(other);
        }
        return lock(key, mine, opener, true).orElseThrow(() -> new IOException(path + ": cannot be locked"));
    }

    /** Like {@link #open}, but gives up at once if somebody else holds the file. */
    public static Optional<LockedFile> tryOpen(Path path, Opener opener) throws IOException {
        Path key = path.toAbsolutePath().normalize();
        CountDownLatch mine = new CountDownLatch(1);
        return HELD.putIfAbsent(key, mine) == null ? lock(key, mine, opener, false) : Optional.empty();
    }

    private static Optional<LockedFile> lock(Path key, CountDownLatch mine, Opener opener, boolean wait)
            throws IOException {
        boolean locked = false;
        try {
            while (true) {
                // Read before opening: a file that is replaced in between is noticed, and an inode that is open is not
                // reused.
                Optional<Object> before = fileKey(key);
                FileChannel channel = opener.open(key);
                try {
                    FileLock lock = wait ? channel.lock() : channel.tryLock();
                    if (lock == null) {
                        return Optional.empty();
                    }
                    if (before.isPresent() && before.equals(fileKey(key))) {
                        locked = true;
                        return Optional.of(new LockedFile(key, channel, mine));
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

    /** Device and inode of a path; empty if there is no such file. */
    private static Optional<Object> fileKey(Path path) throws IOException {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (key == null) {
                throw new IOException(path + ": the file system has no inode numbers, so locks would be unsafe");
            }
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
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

    /** The open file. Closing it gives the lock away; close this object instead. */
    public FileChannel channel() {
        return channel;
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
