package org.jmlmmj.bounce;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.LockedFile;

/**
 * One lock per list around everything about probes. A probe is marked after the relay has taken it (spec 05 §5), and may come back
 * before that; without the lock, its bounce would find no mark and be ignored, and the dead address be forgiven. The file is
 * never deleted, which would let two processes hold it at once. Thread-safe, also between processes.
 *
 * @param list whose probes
 * @param file the file that is locked
 */
record ProbeGuard(MailingList list, Path file) {
    /** The guard of a list. */
    static ProbeGuard of(MailingList list) {
        return new ProbeGuard(list, list.directory().path().resolve(".probes.lock"));
    }

    /** Something about probes. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** Does it while nobody else does anything about probes. */
    <T> T alone(Step<T> step) throws IOException {
        LockedFile lock = LockedFile.open(file, list.files()::openOrCreate);
        try {
            return step.run();
        } finally {
            lock.close();
        }
    }
}
