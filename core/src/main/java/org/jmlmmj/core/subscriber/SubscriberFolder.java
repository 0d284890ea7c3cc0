package org.jmlmmj.core.subscriber;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;

/**
 * One folder of subscribers: files with an address per line, named by the first character of the addresses (spec 01 §7). Every
 * regular file counts when reading, whatever its name, but for {@code .*.lock} and {@code *.new}, left behind by the
 * original's programs. Changes follow the locking protocol of spec 01 §9.3 and never rewrite a file in place. Thread-safe,
 * also between processes.
 */
public final class SubscriberFolder {
    static final int BUFFER_OCTETS = 64 * 1024;

    private final Path folder;
    private final DurableFiles files;
    private final Consumer<String> warnings;

    /**
     * @param folder the folder; it may be missing, which means that nobody is subscribed
     * @param warnings who is told about entries that cannot be read
     */
    public SubscriberFolder(Path folder, DurableFiles files, Consumer<String> warnings) {
        this.folder = folder;
        this.files = files;
        this.warnings = warnings;
    }

    /** Begins to read every line, files in the order of their names. */
    public SubscriberLines lines() throws IOException {
        return new SubscriberLines(folder, entries(), this::open);
    }

    /** Whether the address stands in any file, in any ASCII case. */
    public boolean contains(EmailAddress address) throws IOException {
        for (Path file : entries()) {
            if (holds(file, address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds an address, in lower case; it is on disk before this returns.
     *
     * @return false if it was there already
     */
    public boolean add(EmailAddress address) throws IOException {
        files.folder(folder);
        Path file = folder.resolve(fileName(address));
        try (LockedFile guard = LockedFile.open(guard(file), files::openOrCreate)) {
            // Under the lock, so that two processes cannot both add it.
            if (contains(address)) {
                return false;
            }
            try (LockedFile locked = LockedFile.open(file, path -> files.openOrCreate(path, StandardOpenOption.READ))) {
                applyMode(file);
                locked.append(address.lowerCase().value() + "\n");
                locked.channel().force(true);
            }
            files.delete(guard.path());
        }
        return true;
    }

    /**
     * Removes an address from every file.
     *
     * @return how many lines were removed
     */
    public int remove(EmailAddress address) throws IOException {
        int removed = 0;
        for (Path file : entries()) {
            if (holds(file, address)) {
                removed += remove(file, address);
            }
        }
        return removed;
    }

    private int remove(Path file, EmailAddress address) throws IOException {
        try (LockedFile guard = LockedFile.open(guard(file), files::openOrCreate)) {
            int removed;
            try (LockedFile locked = LockedFile.open(file, SubscriberFolder::openExisting)) {
                removed = rewriteWithout(locked, address);
            } catch (NoSuchFileException e) {
                removed = 0;
            }
            files.delete(guard.path());
            return removed;
        }
    }

    private int rewriteWithout(LockedFile locked, EmailAddress address) throws IOException {
        byte[] unwanted = octets(address);
        int removed = 0;
        long kept = 0;
        try (Draft draft = files.draft()) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(draft.channel()), BUFFER_OCTETS);
            // Reading through the locked channel: a second one would give the lock away when it is closed.
            SubscriberLines lines = new SubscriberLines(
                    folder,
                    List.of(locked.path()),
                    file -> new LineReader(Channels.newInputStream(locked.channel()), BUFFER_OCTETS));
            while (lines.next()) {
                if (lines.is(unwanted)) {
                    removed++;
                } else {
                    lines.writeTo(out);
                    kept++;
                }
            }
            out.flush();
            if (removed > 0 && kept > 0) {
                draft.replace(locked.path());
            } else if (removed > 0) {
                files.delete(locked.path());
            }
        }
        return removed;
    }

    private boolean holds(Path file, EmailAddress address) throws IOException {
        byte[] wanted = octets(address);
        try (SubscriberLines lines = new SubscriberLines(folder, List.of(file), this::open)) {
            while (lines.next()) {
                if (lines.is(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A file that was just made in a group-writable folder is for the group too (spec 01 §7.4). */
    private void applyMode(Path file) throws IOException {
        boolean forGroup = Files.getPosixFilePermissions(folder).contains(PosixFilePermission.GROUP_WRITE);
        if (forGroup && Files.size(file) == 0) {
            Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-rw----");
            Files.setPosixFilePermissions(file, mode);
        }
    }

    private LineReader open(Path file) throws IOException {
        try {
            return new LineReader(Files.newInputStream(file), BUFFER_OCTETS);
        } catch (NoSuchFileException e) {
            // Its last address left after the folder was read.
            return LineReader.EMPTY;
        } catch (IOException e) {
            warnings.accept(file + ": cannot be read, its subscribers are left out: " + e);
            return LineReader.EMPTY;
        }
    }

    private static FileChannel openExisting(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                String name = String.valueOf(entry.getFileName());
                boolean leftover = name.endsWith(".new") || (name.startsWith(".") && name.endsWith(".lock"));
                if (leftover) {
                    continue;
                }
                if (Files.isRegularFile(entry)) {
                    entries.add(entry);
                } else {
                    warnings.accept(entry + ": is no file, passed over");
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        Collections.sort(entries);
        return entries;
    }

    /** The first character if it is printable ASCII and can be a file name, else an underscore (spec 07 §2). */
    private static String fileName(EmailAddress address) {
        char first = address.lowerCase().value().charAt(0);
        boolean usable = first > ' ' && first < 127 && first != '/' && first != '.';
        return usable ? String.valueOf(first) : "_";
    }

    private static Path guard(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    private static byte[] octets(EmailAddress address) {
        return address.lowerCase().value().getBytes(StandardCharsets.UTF_8);
    }
}
