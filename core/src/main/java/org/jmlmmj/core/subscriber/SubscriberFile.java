package org.jmlmmj.core.subscriber;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.subscriber.FileGuard.Rewritten;

/**
 * One file of a subscriber folder, to be changed: under a {@link FileGuard}, by the locking protocol of spec 01 §9.3, and lines
 * never go in place, because programs of the original read the file meanwhile. Thread-safe, also between processes.
 */
final class SubscriberFile {
    static final int BUFFER_OCTETS = 64 * 1024;
    private static final int LEAST_BUFFER_OCTETS = 4096;

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
        Appended appended = guard().hold(guard -> {
            // Under the lock, so that two processes cannot both add it.
            if (present.holds()) {
                return Optional.of(Appended.NEEDLESS);
            }
            try (LockedFile locked = openOrMake()) {
                return guard.isCurrent() ? Optional.of(append(locked, address)) : Optional.empty();
            }
        });
        return appended == Appended.DONE || (appended == Appended.UNSAFE && addByRewriting(address));
    }

    /** What came of appending an address. */
    private enum Appended {
        DONE,
        /** It was there. */
        NEEDLESS,
        /** A power cut could leave a part of it. */
        UNSAFE
    }

    private static Appended append(LockedFile locked, EmailAddress address) throws IOException {
        String line = address.lowerCase().value() + "\n";
        if (!locked.takesWhole(line)) {
            return Appended.UNSAFE;
        }
        locked.append(line);
        locked.channel().force(true);
        return Appended.DONE;
    }

    private boolean addByRewriting(EmailAddress address) throws IOException {
        AddressSet alone = new AddressSet(0);
        BitSet wanted = new BitSet(1);
        wanted.set(alone.add(address));
        return addAll(alone, wanted) > 0;
    }

    private LockedFile openOrMake() throws IOException {
        return FileGuard.openShared(path, folder, files);
    }

    /** Removes every line that is the address. Returns how many there were. */
    int remove(EmailAddress address) throws IOException {
        byte[] unwanted = octets(address);
        return removeIf(line -> line.is(unwanted));
    }

    /** Removes every line that the test picks. Returns how many there were. */
    int removeIf(LineCopy.Choice unwanted) throws IOException {
        return guard().rewrite(guard -> {
            try (LockedFile locked = LockedFile.open(path, DurableFiles::openExisting)) {
                return rewriteWithout(guard, locked, unwanted);
            } catch (NoSuchFileException e) {
                return Optional.of(Rewritten.NOTHING);
            }
        });
    }

    /**
     * Adds addresses that are not in the file yet, all of them or none: a crash leaves the file as it was or complete.
     *
     * @param wanted the numbers of those to be added
     * @return how many were added
     */
    int addAll(AddressSet addresses, BitSet wanted) throws IOException {
        return guard().rewrite(guard -> {
            try (LockedFile locked = openOrMake()) {
                return rewriteWith(guard, locked, addresses, (BitSet) wanted.clone());
            }
        });
    }

    private Optional<Rewritten> rewriteWith(LockedFile guard, LockedFile locked, AddressSet addresses, BitSet missing)
            throws IOException {
        try (Draft draft = files.draft()) {
            OutputStream out = buffered(draft, locked);
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
            return replace(guard, locked, draft, missing.cardinality());
        }
    }

    private Optional<Rewritten> rewriteWithout(LockedFile guard, LockedFile locked, LineCopy.Choice unwanted)
            throws IOException {
        try (Draft draft = files.draft()) {
            OutputStream out = buffered(draft, locked);
            int removed = LineCopy.copyWithout(locked.channel(), out, unwanted);
            out.flush();
            return replace(guard, locked, draft, removed);
        }
    }

    /** With a buffer for as much as was there before, as clearing a large one costs more than writing a short file. */
    private static OutputStream buffered(Draft draft, LockedFile before) throws IOException {
        long octets = Math.max(LEAST_BUFFER_OCTETS, Math.min(before.channel().size(), BUFFER_OCTETS));
        return new BufferedOutputStream(Channels.newOutputStream(draft.channel()), (int) octets);
    }

    /** The last step: puts the new lines in the place of the old ones, unless the guard was taken away meanwhile. */
    private Optional<Rewritten> replace(LockedFile guard, LockedFile locked, Draft draft, int changes)
            throws IOException {
        if (changes == 0) {
            return Optional.of(new Rewritten(0, locked.isAwaited()));
        }
        draft.channel().force(true);
        if (!guard.isCurrent()) {
            return Optional.empty();
        }
        if (draft.channel().size() > 0) {
            draft.replace(locked.path());
        } else {
            files.delete(locked.path());
        }
        return Optional.of(new Rewritten(changes, locked.isAwaited()));
    }

    private FileGuard guard() {
        return new FileGuard(path, folder, files);
    }
}
