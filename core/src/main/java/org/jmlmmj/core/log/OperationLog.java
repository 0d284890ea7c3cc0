package org.jmlmmj.core.log;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZonedDateTime;
import org.jmlmmj.core.spool.CTime;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;

/**
 * {@code mlmmj.operation.log}: what happened on a list, for its owner; one line per event, {@code CTIME MESSAGE} (spec 01
 * §11.1). A log that cannot be written is told to syslog and fails nothing. Thread-safe, also between processes.
 */
public final class OperationLog {
    /** A log larger than this is renamed before the next line. */
    public static final long ROTATION_OCTETS = 524_288;

    private final Path file;
    private final DurableFiles files;
    private final Clock clock;
    private final Syslog syslog;

    /** The log in this file. */
    public OperationLog(Path file, DurableFiles files, Clock clock, Syslog syslog) {
        this.file = file;
        this.files = files;
        this.clock = clock;
        this.syslog = syslog;
    }

    /** Writes one line; control characters in the message become blanks, so that nobody can forge another line. */
    public void write(String message) {
        String line = CTime.format(ZonedDateTime.now(clock)) + " " + Syslog.oneLine(message) + "\n";
        try {
            boolean written;
            do {
                written = append(line);
            } while (!written);
        } catch (IOException e) {
            syslog.warning(file + ": cannot be written (" + e.getMessage() + "): " + line.strip());
        }
    }

    /** Whether the line was written; if not, the log was rotated and the line belongs into the new one. */
    private boolean append(String line) throws IOException {
        try (LockedFile locked = LockedFile.open(file, path -> files.openOrCreate(path, StandardOpenOption.READ))) {
            if (locked.channel().size() > ROTATION_OCTETS) {
                // Under the lock: who waits for it notices the new inode, so nobody renames the new log in turn.
                files.moveOver(file, file.resolveSibling(file.getFileName() + ".rotated"));
                return false;
            }
            locked.append(line);
            return true;
        }
    }
}
