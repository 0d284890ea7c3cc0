package org.jmlmmj.core.subscriber;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;

/**
 * The lock file {@code .X.lock} beside a subscriber file {@code X}, which programs of the original's 1.3 series hold while they
 * change {@code X} (spec 01 §9.3). They delete it when they are done; we leave it where it is. A program of theirs that waited
 * for it would not see that it was deleted, and would go on beside the holder of a new one; its addresses would go into a file
 * that nobody reads any more. Empty, it harms nobody. Immutable and thread-safe.
 *
 * @param file the subscriber file
 * @param folder the subscriber folder
 * @param files the writer of the list directory
 */
record FileGuard(Path file, Path folder, DurableFiles files) {
    /** Others who change the file all the time must not keep us for ever. */
    private static final int MOST_ROUNDS = 200;

    private static final Duration PAUSE = Duration.ofMillis(2);

    /**
     * Whoever has been woken to take the guard stands in no queue until it runs, which on a busy machine takes its time. So many
     * looks with nobody in sight, with pauses that double, take 60 ms; only who meets another program waits for it.
     */
    private static final int QUIET_ROUNDS = 5;

    /** A change under the guard. */
    interface Work<T> {
        /** The result; empty if nothing was changed because the guard was not current any more. */
        Optional<T> run(LockedFile guard) throws IOException;
    }

    /** Waits for the guard and works; once more if another program took the guard away. */
    <T> T hold(Work<T> work) throws IOException {
        Optional<T> result;
        do {
            try (LockedFile guard = openShared(path(), folder, files)) {
                result = work.run(guard);
            }
        } while (result.isEmpty());
        return result.get();
    }

    /**
     * What a rewrite did.
     *
     * @param changes how many lines came or went
     * @param awaited whether another process waits for the subscriber file
     */
    record Rewritten(int changes, boolean awaited) {
        static final Rewritten NOTHING = new Rewritten(0, false);

        /** The same, seen from outside: who waits matters only to somebody who has changed something. */
        Rewritten within(boolean repeated, boolean guardAwaited) {
            return new Rewritten(changes, (repeated || changes > 0) && (awaited || guardAwaited));
        }
    }

    /**
     * Puts new files in the place of the subscriber file until that lasts. The original's {@code mlmmj-unsub} opens the file
     * before it waits for the guard, so what it writes back then is what the file was before. Whoever waits is let pass, and
     * the work is done again. Returns how many lines came or went.
     */
    int rewrite(Work<Rewritten> work) throws IOException {
        int changes = 0;
        boolean hasMet = false;
        int quiet = 0;
        for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
            boolean repeated = round > 0;
            Rewritten done = hold(guard -> {
                Optional<Rewritten> rewritten = work.run(guard);
                boolean awaited = guard.isAwaited();
                return rewritten.isEmpty()
                        ? rewritten
                        : Optional.of(rewritten.get().within(repeated, awaited));
            });
            changes += done.changes();
            hasMet |= done.awaited();
            if (!hasMet) {
                break;
            }
            quiet = done.awaited() ? 0 : quiet + 1;
            LockSupport.parkNanos(PAUSE.toNanos() << quiet);
        }
        return changes;
    }

    private Path path() {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    /** Opens and locks a file, which is made, if it is missing, for the group too if the folder is (spec 01 §7.4). */
    static LockedFile openShared(Path path, Path folder, DurableFiles files) throws IOException {
        boolean made = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        LockedFile locked = LockedFile.open(path, file -> files.openOrCreate(file, StandardOpenOption.READ));
        boolean usable = false;
        try {
            if (made && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.GROUP_WRITE)) {
                files.shareWithGroup(path);
            }
            usable = true;
            return locked;
        } finally {
            if (!usable) {
                locked.close();
            }
        }
    }
}
