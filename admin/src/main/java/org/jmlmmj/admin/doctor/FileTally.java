package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts files and folders of a list and keeps those whose owner or mode is wrong. For one thread. */
final class FileTally {
    /** Bits of a mode for others; those for the group are further left. */
    private static final int READ = 4;

    private static final int WRITE = 2;
    private static final int GROUP_SHIFT = 3;

    private final Path folder;
    private final int uid;
    private final int gid;
    private final List<Path> unreadable = new ArrayList<>();
    private final List<Path> writable = new ArrayList<>();
    private int count;

    /**
     * @param folder the list directory
     * @param uid its owner
     * @param gid its group
     */
    FileTally(Path folder, int uid, int gid) {
        this.folder = folder;
        this.uid = uid;
        this.gid = gid;
    }

    int uid() {
        return uid;
    }

    int gid() {
        return gid;
    }

    /** As {@code chown} takes it. */
    String owner() {
        return uid + ":" + gid;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** What the list's user cannot use. */
    List<Path> unreadable() {
        return unreadable;
    }

    /** What everybody may change. */
    List<Path> writable() {
        return writable;
    }

    /** Looks at the list directory and all below it. Links are not followed: what they lead to is somebody else's. */
    void addAll() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                add(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                // A list at work makes and removes files all the time.
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void add(Path path) throws IOException {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        count++;
        int mode = number(attributes, "mode");
        if ((mode & WRITE) != 0) {
            writable.add(path);
        }
        if (number(attributes, "uid") != uid && !isShared(path, attributes, mode)) {
            unreadable.add(path);
        }
    }

    /**
     * Front ends own control files and texts, where it is enough that the list's user can read them, and share subscriber files through
     * the group (spec 01 §4.2, §7.4).
     */
    private boolean isShared(Path path, Map<String, Object> attributes, int mode) {
        Path inside = folder.relativize(path);
        int wanted = inside.startsWith("control") || inside.startsWith("text") ? READ : READ | WRITE;
        int granted = number(attributes, "gid") == gid ? mode >> GROUP_SHIFT | mode : mode;
        return (granted & wanted) == wanted;
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (Integer) attributes.getOrDefault(name, -1);
    }
}
