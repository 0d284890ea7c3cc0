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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jmlmmj.admin.FolderTree;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Where removed lists go: {@code ARCHIVE/DOMAIN/NAME-YYYYmmddHHMMSS}, in UTC (spec 09 §8.4, D33). A list first leaves its place in
 * one step, into {@code SPOOL/.archive}, and can come back from there in one step; only then it is deleted, or carried to another
 * file system if the archive is in one. What a request that died has left there is settled by the next one that removes the list.
 * Immutable and thread-safe.
 */
public final class ListArchive {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** At the end of a name: taken by a request to delete it, which may still put it back. */
    private static final String UNWANTED = ".unwanted";

    /** At the end of a name: nobody needs it any more, and something of it may be deleted already. */
    private static final String REMOVED = ".removed";

    /** At the end of a name: copied from another file system, and perhaps not wholly. */
    private static final String PART = ".part";

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

    /**
     * Takes a list directory from its place in one step.
     *
     * @param keep whether {@link #settle} will keep it
     * @return where it is now
     */
    Path take(EmailAddress list, Path directory, boolean keep) throws IOException {
        String name = list.local() + "-" + STAMP.format(clock.instant());
        Path target = free(near.resolve(list.domain()), name, keep ? "" : UNWANTED);
        FolderMove.move(directory, target);
        return target;
    }

    /** Puts it back where it was. */
    static void putBack(Path taken, Path directory) throws IOException {
        FolderMove.move(taken, directory);
    }

    /**
     * Brings what was taken to its end: deletes it, or brings it to its last place. Only one thread at a time may do that for a list.
     *
     * @param keep whether it is kept
     * @return where it is kept
     */
    Optional<Path> settle(EmailAddress list, boolean keep) throws IOException {
        Optional<Path> kept = Optional.empty();
        for (Path taken : taken(list)) {
            if (!isNeeded(taken)) {
                FolderTree.at(taken).delete();
            } else if (!keep && taken.toString().endsWith(UNWANTED)) {
                drop(taken);
            } else {
                kept = Optional.of(keep(list, taken));
            }
        }
        return kept.filter(path -> keep);
    }

    /** What lies in the spool of a list: first what is in the way, then the oldest first. */
    private List<Path> taken(EmailAddress list) throws IOException {
        Path folder = near.resolve(list.domain());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        // A number that follows is shorter than a time: otherwise it is another list, whose name ends with a time.
        Pattern name = Pattern.compile(Pattern.quote(list.local()) + "-\\d{14}(-\\d{1,9})?(" + Pattern.quote(UNWANTED)
                + "|" + Pattern.quote(REMOVED) + ")?");
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            name.matcher(String.valueOf(entry.getFileName())).matches())
                    .sorted(Comparator.comparing(ListArchive::isNeeded).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static boolean isNeeded(Path taken) {
        return !taken.toString().endsWith(REMOVED);
    }

    private Path keep(EmailAddress list, Path taken) throws IOException {
        String name = withoutEnd(String.valueOf(taken.getFileName()), UNWANTED);
        Path folder = archive.resolve(list.domain());
        if (taken.equals(folder.resolve(name))) {
            return taken;
        }
        Path target = free(folder, name, "");
        try {
            FolderMove.move(taken, target);
        } catch (AtomicMoveNotSupportedException e) {
            copy(taken, target);
        }
        return target;
    }

    /** To another file system: what is copied is complete, and has its name, before the original goes. */
    private static void copy(Path taken, Path target) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + PART);
        if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            FolderTree.at(part).delete();
        }
        FolderMove.copy(taken, part);
        FolderMove.move(part, target);
        drop(taken);
    }

    private static void drop(Path taken) throws IOException {
        Path removed = taken.resolveSibling(withoutEnd(String.valueOf(taken.getFileName()), UNWANTED) + REMOVED);
        FolderMove.move(taken, removed);
        FolderTree.at(removed).delete();
    }

    private static String withoutEnd(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    private Path free(Path folder, String name, String end) throws IOException {
        FolderMove.make(folder, permissions);
        Path target = folder.resolve(name + end);
        for (int i = 1; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
            target = folder.resolve(name + "-" + i + end);
        }
        return target;
    }
}
