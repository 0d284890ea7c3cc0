package org.jmlmmj.admin.lists;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** New folders, and moves and copies of whole ones, that survive a power cut once they are done. Stateless and thread-safe. */
final class FolderMove {
    private FolderMove() {}

    /** Makes a folder, and those above it that are missing; somebody else may do the same at this moment. */
    static void make(Path folder, Set<PosixFilePermission> permissions) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        make(parent(folder), permissions);
        try {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, permissions);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        // Also if it was the other one that made it, who may not have come so far.
        sync(parent(folder));
    }

    /** Gives a folder another name in the same file system, in one step. If it fails, it has the old one. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        try {
            sync(parent(to));
            sync(parent(from));
        } catch (IOException e) {
            try {
                Files.move(to, from, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Copies a folder with everything in it; links stay links. What is copied is on disk before this returns. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(from)) {
            paths = all.toList();
        }
        for (Path path : paths) {
            Path copied = to.resolve(from.relativize(path).toString());
            Files.copy(path, copied, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            if (Files.isRegularFile(copied, LinkOption.NOFOLLOW_LINKS)) {
                sync(copied);
            }
        }
        for (Path path : paths) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                sync(to.resolve(from.relativize(path).toString()));
            }
        }
        sync(parent(to));
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
