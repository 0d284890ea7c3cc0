package org.jmlmmj.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The only writer of a list directory (DESIGN §3): temporary name, write, check, {@code force}, then rename or link, then
 * {@code force} on the folder. When a method returns, what it did survives a power cut; when it throws, the old state is
 * still there. Files are made with mode 0600 and belong to the owner of the list.
 *
 * <p>Temporary files lie directly in the list directory as {@code .tmp-RANDOM}, because the original's programs act on
 * unknown names in most other folders (spec 01 §10). Thread-safe.
 */
public final class DurableFiles {
    /** How the names of temporary files begin. */
    public static final String TEMPORARY_PREFIX = ".tmp-";

    static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path list;
    private final Ownership ownership;
    private final RandomNames names;
    private final Folders folders;

    /**
     * @param list the list directory
     * @param ownership whose files are made
     * @param names source of temporary names
     */
    public DurableFiles(Path list, Ownership ownership, RandomNames names) {
        this.list = list;
        this.ownership = ownership;
        this.names = names;
        this.folders = new Folders(list, ownership);
    }

    /** A new random name, for a file or a cookie. */
    public String newName() {
        return names.next();
    }

    /** Begins a new file under a temporary name; nobody sees it before it gets its final one. */
    public Draft draft() throws IOException {
        List<FileChannel> opened = new ArrayList<>(1);
        Path path = names.claim(
                list,
                TEMPORARY_PREFIX,
                name -> opened.add(FileChannel.open(
                        name,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        PRIVATE)));
        return new Draft(this, path, opened.get(0));
    }

    /** Where names of files come from. */
    RandomNames names() {
        return names;
    }

    /**
     * Creates a small file with this content.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    public void create(Path target, byte[] content) throws IOException {
        try (Draft draft = draft()) {
            draft.write(content);
            draft.publish(target);
        }
    }

    /** Creates a small file or replaces it; a file that is replaced keeps its owner and mode. */
    public void replace(Path target, byte[] content) throws IOException {
        try (Draft draft = draft()) {
            draft.write(content);
            draft.replace(target);
        }
    }

    /**
     * Opens a file of the spool to be changed in place, creating it if it is missing. Symbolic links are refused: root must
     * not write where the list's owner points. So is whatever else is no file.
     */
    public FileChannel openOrCreate(Path file, OpenOption... more) throws IOException {
        Set<OpenOption> options = options(more);
        Optional<FileChannel> opened = open(file, options);
        while (opened.isEmpty()) {
            make(file);
            // Others may delete the file again at any time: lock files come and go.
            opened = open(file, options);
        }
        return opened.get();
    }

    private static Optional<FileChannel> open(Path file, Set<OpenOption> options) throws IOException {
        try {
            PlainFile.require(file);
            return Optional.of(FileChannel.open(file, options));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Makes an empty file unless somebody else just did. */
    private void make(Path file) throws IOException {
        try {
            if (ownership.isForeign()) {
                makeForOwner(file);
            } else {
                Files.createFile(file, PRIVATE);
                syncFolder(Folders.parent(file));
            }
        } catch (FileAlreadyExistsException e) {
            // The caller opens it, and comes back if it is gone by then.
            return;
        }
    }

    /** Under another name first: the list's own programs may open the file the moment it is there. */
    private void makeForOwner(Path file) throws IOException {
        Path temporary = names.claim(list, TEMPORARY_PREFIX, name -> Files.createFile(name, PRIVATE));
        try {
            ownership.handOver(temporary);
            link(temporary, file);
        } finally {
            dropTemporary(temporary);
        }
    }

    /**
     * Creates a file that nobody needs after a power cut, such as a log, without waiting for the disk.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    public FileChannel createUnsynced(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE);
        try {
            ownership.handOver(file);
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Renames such a file, in the place of another one if there is one. */
    public void renameUnsynced(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Opens a file of the spool for reading and changing. Symbolic links and whatever else is no file are refused. */
    public static FileChannel openExisting(Path file) throws IOException {
        PlainFile.require(file);
        return FileChannel.open(file, options(StandardOpenOption.READ));
    }

    /**
     * Opens a file for reading that may be a link, such as one that lists share. Out of the list, root reads only what the list's
     * owner may read ({@link ReadPermission}).
     *
     * @throws java.nio.file.AccessDeniedException if this process or that owner may not read it
     */
    public InputStream readShared(Path file) throws IOException {
        Path real = file.toRealPath();
        requirePermission(real);
        InputStream in = PlainFile.read(real);
        try {
            // Again, as the file could have been swapped for a link between the check and the opening.
            requirePermission(file.toRealPath());
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private void requirePermission(Path real) throws IOException {
        if (!real.startsWith(list)) {
            new ReadPermission(ownership).require(real);
        }
    }

    private static Set<OpenOption> options(OpenOption... more) {
        Set<OpenOption> options = new HashSet<>(Set.of(more));
        options.add(StandardOpenOption.WRITE);
        options.add(LinkOption.NOFOLLOW_LINKS);
        return options;
    }

    /**
     * Gives a file a second name.
     *
     * @throws FileAlreadyExistsException if that name is taken
     */
    public void link(Path existing, Path link) throws IOException {
        Files.createLink(link, existing);
        try {
            syncFolder(Folders.parent(link));
        } catch (IOException e) {
            // Who is told that it failed tries again, and must not find the mail there twice.
            Files.deleteIfExists(link);
            throw e;
        }
    }

    /**
     * Gives a file a second name, or copies it if that cannot be: another file system, or somebody else's file.
     *
     * @param content the existing file, open
     * @throws FileAlreadyExistsException if the name is taken
     */
    public void linkOrCopy(Path existing, FileChannel content, Path target) throws IOException {
        try {
            link(existing, target);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            try (Draft copy = draft()) {
                copy.copy(content);
                copy.publish(target);
            }
        }
    }

    Path linkOrCopyInto(Path existing, FileChannel content, Path folder) throws IOException {
        folder(folder);
        return names.claim(folder, "", name -> linkOrCopy(existing, content, name));
    }

    /**
     * Moves a file without ever overwriting another one: the new name exists before the old one goes.
     *
     * @throws FileAlreadyExistsException if the new name is taken
     */
    public void move(Path from, Path to) throws IOException {
        link(from, to);
        delete(from);
    }

    /**
     * Moves a file into a folder, where it gets a new random name.
     *
     * @return where it lies now
     */
    public Path moveInto(Path from, Path folder) throws IOException {
        folder(folder);
        return names.claim(folder, "", name -> move(from, name));
    }

    /** Moves a file over another one, if there is one. */
    public void moveOver(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(Folders.parent(to));
        if (!Folders.parent(from).equals(Folders.parent(to))) {
            syncFolder(Folders.parent(from));
        }
    }

    /** Deletes a file or an empty folder; it is no error if it is gone already. Returns whether it was there. */
    public boolean delete(Path file) throws IOException {
        boolean existed = Files.deleteIfExists(file);
        if (existed) {
            syncFolder(Folders.parent(file));
        }
        return existed;
    }

    /**
     * Makes a folder of the spool if it is missing, with the mode and owner of the list directory (spec 01 §2).
     *
     * @return the folder
     */
    public Path folder(Path folder) throws IOException {
        folders.make(folder);
        return folder;
    }

    /** Lets the group of its folder read and write a file, as far as this process may give it to that group (spec 01 §7.4). */
    public void shareWithGroup(Path file) throws IOException {
        ownership.copyGroup(Folders.parent(file), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    }

    /** Makes the names in a folder survive a power cut. */
    public void syncFolder(Path folder) throws IOException {
        Folders.sync(folder);
    }

    void publish(Path draft, Path target) throws IOException {
        folder(Folders.parent(target));
        ownership.handOver(draft);
        link(draft, target);
        dropTemporary(draft);
    }

    /**
     * Deletes a temporary name. That it stays is no failure: where the file has its own name by then, whoever was told of a
     * failure would try again, and the file would be there twice; where it has none, another failure says so already.
     * Maintenance deletes the name after a day.
     */
    private static void dropTemporary(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            return;
        }
    }

    void replace(Path draft, Path target) throws IOException {
        folder(Folders.parent(target));
        try {
            if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                ownership.copy(target, draft);
            } else {
                ownership.handOver(draft);
            }
        } catch (NoSuchFileException e) {
            ownership.handOver(draft);
        }
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(target + ": lies on another file system than the list directory", e);
        }
        syncFolder(Folders.parent(target));
    }
}
