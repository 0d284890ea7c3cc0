package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path names at a moment: device and inode, and when the inode was last changed, because a number is given to the
 * next file as soon as its last one is gone. Immutable and thread-safe.
 *
 * @param device number of the file system
 * @param inode number of the file in it
 * @param changed time of the inode's last change (ctime), which nobody can set
 */
public record FileIdentity(Object device, Object inode, FileTime changed) {
    /** The file that the path names, links followed; empty if there is none. */
    public static Optional<FileIdentity> of(Path path) throws IOException {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino,ctime");
            return Optional.of(new FileIdentity(
                    Objects.requireNonNull(attributes.get("dev")),
                    Objects.requireNonNull(attributes.get("ino")),
                    (FileTime) Objects.requireNonNull(attributes.get("ctime"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    // Written out, since what the compiler makes for a record has to be put together at run time: 7 of the 80 ms that
    // mlmmj-sub
    // takes.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileIdentity that && isSameInode(that) && changed.equals(that.changed);
    }

    @Override
    public int hashCode() {
        return inode.hashCode();
    }

    /** Whether both are one file, changed or not; holds only while somebody keeps the file from being deleted. */
    boolean isSameInode(FileIdentity other) {
        return device.equals(other.device) && inode.equals(other.inode);
    }
}
