package org.jmlmmj.core.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jmlmmj.core.spool.Ownership;

/** The account that runs the tests: some things only root can do, and some only others cannot. Stateless, so thread-safe. */
public final class RunningUser {
    private RunningUser() {}

    /** Whether the tests run as root; right also for a user without an account. */
    public static boolean isRoot() {
        try {
            return Ownership.of(Path.of("/")).process() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a file away; only root can. */
    public static void chown(Path file, int uid, int gid) {
        try {
            Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose a file is, as {@code UID:GID}. */
    public static String owner(Path file) {
        try {
            return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    + ":"
                    + Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's mode in octal digits, with all bits but its type. */
    public static String mode(Path file) {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return Integer.toOctalString(mode & 07777);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a file's mode, with all its bits. */
    public static void chmod(Path file, int mode) {
        try {
            Files.setAttribute(file, "unix:mode", mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
