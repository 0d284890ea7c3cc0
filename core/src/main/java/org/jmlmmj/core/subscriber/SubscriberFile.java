package org.jmlmmj.core.subscriber;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.BitSet;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;

/**
 * One file of a subscriber folder, to be changed: by the locking protocol of spec 01 §9.3, under a lock file beside it, and never
 * in place, because programs of the original read it meanwhile. Thread-safe, also between processes.
 */
final class SubscriberFile {
    static final int BUFFER_OCTETS = 64 * 1024;

    private final Path folder;
    private final Path path;
    private final DurableFiles files;

    SubscriberFile(Path folder, Path path, DurableFiles files) {
        this.folder = folder;
        this.path = path;
        this.files = files;
    }

    /** A question to the disk. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** The address as it stands in files. */
    static byte[] octets(EmailAddress address) {
        return address.lowerCase().value().getBytes(StandardCharsets.UTF_8);
    }

    /** Adds an address unless the condition, tested under the lock, holds. Returns whether it was added. */
    boolean addUnless(Condition present, EmailAddress address) throws IOException {
        try (LockedFile guard = LockedFile.open(guard(), files::openOrCreate)) {
            // Under the lock, so that two processes cannot both add it.
            boolean missing = !present.holds();
            if (missing) {
                append(address);
            }
            files.delete(guard.path());
            return missing;
        }
    }

    private void append(EmailAddress address) throws IOException {
        try (LockedFile locked = openOrMake()) {
            locked.append(address.lowerCase().value() + "\n");
            locked.channel().force(true);
        }
    }

    private LockedFile openOrMake() throws IOException {
        boolean made = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        LockedFile locked = LockedFile.open(path, file -> files.openOrCreate(file, StandardOpenOption.READ));
        boolean shared = false;
        try {
            if (made && isSharedFolder()) {
                files.shareWithGroup(path);
            }
            shared = true;
            return locked;
        } finally {
            if (!shared) {
                locked.close();
            }
        }
    }

    private boolean isSharedFolder() throws IOException {
        return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.GROUP_WRITE);
    }

    /** Removes every line that is the address. Returns how many there were. */
    int remove(EmailAddress address) throws IOException {
        byte[] unwanted = octets(address);
        return removeIf(line -> line.is(unwanted));
    }

    /** Removes every line that the test picks. Returns how many there were. */
    int removeIf(LineCopy.Choice unwanted) throws IOException {
        try (LockedFile guard = LockedFile.open(guard(), files::openOrCreate)) {
            int removed;
            try (LockedFile locked = LockedFile.open(path, SubscriberFile::openExisting)) {
                removed = rewriteWithout(locked, unwanted);
            } catch (NoSuchFileException e) {
                removed = 0;
            }
            files.delete(guard.path());
            return removed;
        }
    }

    /**
     * Adds addresses that are not in the file yet, all of them or none: a crash leaves the file as it was or complete.
     *
     * @param wanted the numbers of those to be added
     */
    void addAll(AddressSet addresses, BitSet wanted) throws IOException {
        try (LockedFile guard = LockedFile.open(guard(), files::openOrCreate)) {
            try (LockedFile locked = openOrMake()) {
                rewriteWith(locked, addresses, (BitSet) wanted.clone());
            }
            files.delete(guard.path());
        }
    }

    private void rewriteWith(LockedFile locked, AddressSet addresses, BitSet missing) throws IOException {
        try (Draft draft = files.draft()) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(draft.channel()), BUFFER_OCTETS);
            LineCopy.copyWithout(locked.channel(), out, line -> {
                int number = line.indexIn(addresses);
                if (number >= 0) {
                    missing.clear(number);
                }
                return false;
            });
            for (int number = missing.nextSetBit(0); number >= 0; number = missing.nextSetBit(number + 1)) {
                out.write(octets(addresses.address(number)));
                out.write('\n');
            }
            out.flush();
            draft.replace(locked.path());
        }
    }

    private static FileChannel openExisting(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private int rewriteWithout(LockedFile locked, LineCopy.Choice unwanted) throws IOException {
        int removed;
        try (Draft draft = files.draft()) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(draft.channel()), BUFFER_OCTETS);
            removed = LineCopy.copyWithout(locked.channel(), out, unwanted);
            out.flush();
            if (removed > 0 && draft.channel().size() > 0) {
                draft.replace(locked.path());
            } else if (removed > 0) {
                files.delete(locked.path());
            }
        }
        return removed;
    }

    private Path guard() {
        return path.resolveSibling("." + path.getFileName() + ".lock");
    }
}
