package org.jmlmmj.receive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.spool.LockedFile;

/**
 * The places of one user's processes that go past storing a mail: so many may work at a time, on however many lists (decision
 * 0008). A place is a lock, so a process that dies gives it free. Lists for which there is no place are written down beside; who
 * has a place takes them over. Nothing here survives a restart of the machine, nor has to. Thread-safe, also between
 * processes.
 */
final class WorkerPlaces {
    private static final String PLACE = "place-";
    private static final String LIST = "list-";
    private static final int GROUP_AND_OTHERS = 077;

    private final Optional<Path> folder;
    private final int most;
    private final Invocation invocation;

    private WorkerPlaces(Optional<Path> folder, int most, Invocation invocation) {
        this.folder = folder;
        this.most = most;
        this.invocation = invocation;
    }

    /**
     * The places of a user, in a folder that only that user can write to. Where there is none, because somebody else has taken
     * its name in {@code /tmp} for example, there are as many places as processes.
     */
    static WorkerPlaces of(Invocation invocation, int uid) {
        Map<String, String> environment = invocation.environment();
        String run = Optional.ofNullable(environment.get("JMLMMJ_RUN")).orElse(System.getProperty("java.io.tmpdir"));
        Path folder = Path.of(run, "jmlmmj-" + uid);
        int most = most(invocation, Runtime.getRuntime().availableProcessors());
        try {
            makeOwn(folder, uid);
            return new WorkerPlaces(Optional.of(folder), most, invocation);
        } catch (IOException e) {
            invocation.syslog().warning(folder + ": the number of processes is not limited: " + e);
            return new WorkerPlaces(Optional.empty(), most, invocation);
        }
    }

    private static int most(Invocation invocation, int processors) {
        String wanted = invocation.environment().getOrDefault("JMLMMJ_MAX_WORKERS", "");
        if (wanted.isEmpty()) {
            return 2 * processors;
        }
        try {
            int most = Integer.parseInt(wanted);
            if (most > 0) {
                return most;
            }
        } catch (NumberFormatException e) {
            invocation.syslog().warning("JMLMMJ_MAX_WORKERS=" + wanted + " is no number");
            return 2 * processors;
        }
        invocation.syslog().warning("JMLMMJ_MAX_WORKERS=" + wanted + " is too small");
        return 2 * processors;
    }

    private static void makeOwn(Path folder, int uid) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // In /tmp anybody may have made it, or a link to a folder of ours.
            Map<String, Object> found = Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
            boolean isOurs = found.get("uid") instanceof Integer owner && owner == uid;
            boolean isPrivate = found.get("mode") instanceof Integer mode && (mode & GROUP_AND_OTHERS) == 0;
            if (!isOurs || !isPrivate || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("it is no folder that only user " + uid + " can enter", e);
            }
        }
    }

    /** Takes a place; empty if all are taken. To be closed. */
    Optional<Closeable> take() throws IOException {
        if (folder.isEmpty()) {
            return Optional.of(() -> {});
        }
        for (int i = 1; i <= most; i++) {
            Optional<LockedFile> place =
                    LockedFile.tryOpen(folder.get().resolve(PLACE + i), WorkerPlaces::openOrCreate);
            if (place.isPresent()) {
                return Optional.of(place.get());
            }
        }
        return Optional.empty();
    }

    private static FileChannel openOrCreate(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Writes down that mails of a list wait for a place. Whoever does so looks for a place once more after that. */
    void register(Path list) throws IOException {
        if (folder.isPresent()) {
            String name = invocation.names().next();
            Path draft = Files.writeString(folder.get().resolve("new-" + name), list.toString());
            Files.move(draft, folder.get().resolve(LIST + name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Takes over one of the lists that wait. Whoever gives a place free looks for them once more after that. */
    Optional<Path> next() throws IOException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.get(), LIST + "*")) {
            for (Path entry : entries) {
                Optional<Path> list = claim(entry);
                if (list.isPresent()) {
                    return list;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> claim(Path entry) throws IOException {
        try {
            String list = Files.readString(entry);
            return Files.deleteIfExists(entry) ? Optional.of(Path.of(list)) : Optional.empty();
        } catch (NoSuchFileException e) {
            // Another process was faster.
            return Optional.empty();
        }
    }
}
