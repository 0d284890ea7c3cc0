package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's table of record locks, where it shows one (Linux). Immutable and thread-safe.
 *
 * @param file the table, {@code /proc/locks}
 */
record LockTable(Path file) {
    /** {@code 1: -> POSIX ADVISORY WRITE 4711 08:01:123456 0 EOF}: a process that waits. */
    private static final String WAITING = ": -> ";

    static LockTable ofKernel() {
        return new LockTable(Path.of("/proc/locks"));
    }

    /**
     * Whether some process waits for a lock on a file with this inode number. Other file systems may have the same number: some
     * give their files another device here than elsewhere, so it is not compared.
     */
    boolean hasWaiters(Object inode) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        // The only colon in front of a number is that between device and inode.
        String place = ":" + inode + " ";
        String table = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (int at = table.indexOf(WAITING); at >= 0; at = table.indexOf(WAITING, at + 1)) {
            int end = table.indexOf('\n', at);
            if (table.substring(at, end < 0 ? table.length() : end).contains(place)) {
                return true;
            }
        }
        return false;
    }
}
