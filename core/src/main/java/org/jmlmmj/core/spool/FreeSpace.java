package org.jmlmmj.core.spool;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Refuses mails before the file system of the list is full: the mail server keeps a mail that it is told to keep, while a full
 * disk leaves nobody room to finish what was begun, or to delete. A mail needs room for its rewritten form besides itself, and a
 * floor stays free for journals, answers and subscriber files. Immutable and thread-safe.
 */
public final class FreeSpace {
    /** What stays free if nothing else is said, in octets. */
    public static final long FLOOR = 16L << 20;

    /** So many octets of a mail are taken before the file system is asked again. */
    private static final int STEP = 1 << 20;

    private final Path folder;
    private final long floor;
    private final Supplier<OptionalLong> usable;

    private FreeSpace(Path folder, long floor, Supplier<OptionalLong> usable) {
        this.folder = folder;
        this.floor = floor;
        this.usable = usable;
    }

    /**
     * The file system of a folder.
     *
     * @param floor what stays free, in octets; 0 to refuse nothing
     */
    public static FreeSpace of(Path folder, long floor) {
        return of(folder, floor, () -> usable(folder.toFile()));
    }

    /**
     * A file system.
     *
     * @param usable what is free, in octets; empty if it is unknown
     */
    static FreeSpace of(Path folder, long floor, Supplier<OptionalLong> usable) {
        return new FreeSpace(folder, floor, usable);
    }

    /** Unlike a file store this asks the kernel only, and does not read the table of mounts for each mail. */
    private static OptionalLong usable(File folder) {
        // A file system that has no size knows nothing of free space either.
        return folder.getTotalSpace() == 0 ? OptionalLong.empty() : OptionalLong.of(folder.getUsableSpace());
    }

    /** The mail as it comes; reading fails when there is no room for it. */
    public InputStream guard(InputStream mail) throws IOException {
        if (floor == 0) {
            return mail;
        }
        require(0);
        return new Guarded(mail);
    }

    /** Fails if less is free than the floor and so many octets. */
    private void require(long octets) throws IOException {
        OptionalLong free = usable.get();
        if (free.isPresent() && free.getAsLong() - octets < floor) {
            throw new IOException(
                    folder + ": only " + (free.getAsLong() >> 20) + " MiB are free, no mail is taken while "
                            + "there are not " + (floor >> 20) + " MiB and room for it");
        }
    }

    private final class Guarded extends FilterInputStream {
        private long octets;
        private long asked;

        Guarded(InputStream mail) {
            super(mail);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            octets += Math.max(n, 0);
            if (octets - asked >= STEP || (n < 0 && octets > asked)) {
                asked = octets;
                require(octets);
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
