package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folders of a list directory: made when missing, synced when names in them change (spec 01 §2, §12). Thread-safe. */
final class Folders {
    private final Path list;
    private final Ownership ownership;

    Folders(Path list, Ownership ownership) {
        this.list = list;
        this.ownership = ownership;
    }

    /** Makes a folder if it is missing, with the mode and owner of the list directory. */
    void make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = parent(folder);
        if (!parent.equals(list)) {
            make(parent);
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return;
            }
            // Not the exception caught: callers draw another name when a file exists already.
            throw new NotDirectoryException(folder.toString());
        }
        Ownership.copyMode(list, folder);
        ownership.handOver(folder);
        sync(parent);
    }

    /** Makes the names in a folder survive a power cut. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The folder a file lies in. */
    static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " has no folder");
        }
        return parent;
    }
}
