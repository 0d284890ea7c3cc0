package org.jmlmmj.core.subscriber;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
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
        boolean made = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        try (LockedFile locked = LockedFile.open(path, file -> files.openOrCreate(file, StandardOpenOption.READ))) {
            if (made && isSharedFolder()) {
                files.shareWithGroup(path);
            }
            locked.append(address.lowerCase().value() + "\n");
            locked.channel().force(true);
        }
    }

    private boolean isSharedFolder() throws IOException {
        return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.GROUP_WRITE);
    }

    /** Removes every line that is the address. Returns how many there were. */
    int remove(EmailAddress address) throws IOException {
        try (LockedFile guard = LockedFile.open(guard(), files::openOrCreate)) {
            int removed;
            try (LockedFile locked = LockedFile.open(path, SubscriberFile::openExisting)) {
                removed = rewriteWithout(locked, address);
            } catch (NoSuchFileException e) {
                removed = 0;
            }
            files.delete(guard.path());
            return removed;
        }
    }

    private static FileChannel openExisting(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private int rewriteWithout(LockedFile locked, EmailAddress address) throws IOException {
        int removed;
        try (Draft draft = files.draft()) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(draft.channel()), BUFFER_OCTETS);
            removed = copyWithout(locked.channel(), out, octets(address));
            out.flush();
            if (removed > 0 && draft.channel().size() > 0) {
                draft.replace(locked.path());
            } else if (removed > 0) {
                files.delete(locked.path());
            }
        }
        return removed;
    }

    /** Copies all lines but one, and returns how often that one was left out. A line that cannot be read ends everything. */
    private static int copyWithout(FileChannel from, OutputStream out, byte[] unwanted) throws IOException {
        int removed = 0;
        // Not closed: the channel belongs to the lock, and a second one would give the lock away when it is closed.
        LineReader lines = new LineReader(Channels.newInputStream(from), BUFFER_OCTETS);
        while (lines.next()) {
            if (lines.is(unwanted)) {
                removed++;
            } else if (lines.isCut()) {
                copy(from, lines.offset(), lines.nextOffset(), out);
            } else {
                lines.writeTo(out);
            }
        }
        return removed;
    }

    /** What is no address, for example a file with the line ends of another system, is somebody's data all the same. */
    private static void copy(FileChannel from, long start, long end, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
        byte last = '\n';
        for (long at = start; at < end; at += buffer.position()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            if (from.read(buffer, at) < 0) {
                throw new EOFException("a subscriber file was cut while it was read");
            }
            out.write(buffer.array(), 0, buffer.position());
            last = buffer.get(buffer.position() - 1);
        }
        if (last != '\n') {
            out.write('\n');
        }
    }

    private Path guard() {
        return path.resolveSibling("." + path.getFileName() + ".lock");
    }
}
