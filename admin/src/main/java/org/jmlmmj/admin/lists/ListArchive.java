package org.jmlmmj.admin.lists;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.admin.FolderTree;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Where removed lists go: {@code ARCHIVE/DOMAIN/NAME-YYYYmmddHHMMSS}, in UTC (spec 09 §8.4, D33). A list first leaves its place in
 * one step, into {@code SPOOL/.archive}, and can come back from there in one step; only then it is carried to another file
 * system, if the archive is in one. Immutable and thread-safe.
 */
public final class ListArchive {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path near;
    private final Path archive;
    private final Set<PosixFilePermission> permissions;
    private final Clock clock;

    /**
     * An archive, which is made when it is needed.
     *
     * @param archive where it is; empty: in the spool
     */
    public ListArchive(Path spool, Optional<Path> archive, Set<PosixFilePermission> permissions, Clock clock) {
        this.near = spool.resolve(".archive");
        this.archive = archive.orElse(near);
        this.permissions = Set.copyOf(permissions);
        this.clock = clock;
    }

    /** Takes a list directory from its place in one step; returns where it is now. */
    Path take(EmailAddress list, Path directory) throws IOException {
        Path target = free(near.resolve(list.domain()), list.local() + "-" + STAMP.format(clock.instant()));
        FolderMove.move(directory, target);
        return target;
    }

    /** Puts it back where it was. */
    static void putBack(Path taken, Path directory) throws IOException {
        FolderMove.move(taken, directory);
    }

    /** Brings what was taken to its last place, and returns that. */
    Path keep(EmailAddress list, Path taken) throws IOException {
        if (archive.equals(near)) {
            return taken;
        }
        Path target = free(archive.resolve(list.domain()), String.valueOf(taken.getFileName()));
        try {
            FolderMove.move(taken, target);
        } catch (AtomicMoveNotSupportedException e) {
            // Another file system: what is copied is complete before the original goes.
            FolderMove.copy(taken, target);
            FolderTree.at(taken).delete();
        }
        return target;
    }

    private Path free(Path folder, String name) throws IOException {
        FolderMove.make(folder, permissions);
        Path target = folder.resolve(name);
        for (int i = 1; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
            target = folder.resolve(name + "-" + i);
        }
        return target;
    }
}
