package org.jmlmmj.receive;

import java.io.IOException;
import java.io.InputStream;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.FreeSpace;

/** Room for a mail on the file system of its list. Stateless, so thread-safe. */
final class Room {
    /** Environment variable: how many MiB must stay free there; 0 takes every mail. */
    static final String MIN_FREE = "JMLMMJ_MIN_FREE";

    private static final int MOST_DIGITS = 9;

    private Room() {}

    /** The mail on standard input; reading it fails when there is no room for it. */
    static InputStream guard(ListDirectory directory, Invocation invocation) throws IOException {
        return FreeSpace.of(directory.path(), floor(invocation)).guard(invocation.in());
    }

    private static long floor(Invocation invocation) {
        String wanted = invocation.environment().getOrDefault(MIN_FREE, "");
        if (wanted.isEmpty()) {
            return FreeSpace.FLOOR;
        }
        if (wanted.length() > MOST_DIGITS || !wanted.chars().allMatch(c -> c >= '0' && c <= '9')) {
            invocation.syslog().warning(MIN_FREE + "=" + wanted + ": is no number of MiB, not used");
            return FreeSpace.FLOOR;
        }
        return Long.parseLong(wanted) << 20;
    }
}
