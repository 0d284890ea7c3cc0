package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.util.concurrent.TimeUnit;

/** Asks the kernel for a POSIX record lock over a whole file (spec 01 §9). Stateless, so thread-safe. */
final class RecordLock {
    private static final long PAUSE_MILLISECONDS = 20;
    private static final int MOST_ATTEMPTS = 3000;

    private RecordLock() {}

    /** Takes the lock if nobody holds it; false if somebody does. */
    static boolean tryAcquire(FileChannel channel) throws IOException {
        return channel.tryLock() != null;
    }

    /** Takes the lock, waiting for other processes; true. */
    static boolean await(FileChannel channel) throws IOException {
        try {
            channel.lock();
        } catch (ClosedChannelException | FileLockInterruptionException e) {
            throw e;
        } catch (IOException e) {
            // To the kernel all threads of a process are one holder. So when one thread of each of two processes waits
            // for a
            // lock of another thread of the other, it sees a deadlock where there is none (EDEADLK, which Java tells
            // apart
            // only by its translated text). It looks for deadlocks only when asked to wait, so this asks again and
            // again.
            poll(channel, e);
        }
        return true;
    }

    private static void poll(FileChannel channel, IOException failure) throws IOException {
        for (int attempt = 0; !tryAcquire(channel); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw failure;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a lock", e);
            }
        }
    }
}
