package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code archive/}: every post as it was distributed, named by its index (spec 01 §8.4). Thread-safe. */
public final class Archive {
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Archive(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Where the post with this index lies, or would lie. */
    public Path post(long index) {
        return folder.resolve(Long.toString(index));
    }

    /** Whether the index is taken. */
    public boolean contains(long index) {
        return Files.exists(post(index), LinkOption.NOFOLLOW_LINKS);
    }

    /** The post with this index, open for reading; empty if there is none. Links lead out of the archive and are none. */
    public Optional<FileChannel> open(long index) throws IOException {
        Path post = post(index);
        if (!Files.isRegularFile(post, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileChannel.open(post, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Puts a post into the archive: the same file as the one given, or a copy if it lies on another file system.
     *
     * @param content the same file, opened by its holder, as a second opening would give its lock away
     * @throws java.nio.file.FileAlreadyExistsException if the index is taken; no post is ever overwritten (spec 01 §8.11)
     */
    public void add(long index, Path post, FileChannel content) throws IOException {
        files.folder(folder);
        files.linkOrCopy(post, content, post(index));
    }

    /**
     * The index of a post that is in the archive under another name, because a process died between archiving it and writing down
     * who gets it; empty if it is in no archive. The search takes its time only if the file has another name somewhere.
     */
    public OptionalLong indexOf(Path post) throws IOException {
        Map<String, Object> file = Files.readAttributes(post, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        if (Objects.equals(file.get("nlink"), 1)) {
            return OptionalLong.empty();
        }
        Object key = key(post);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                long index = Index.parse(String.valueOf(entry.getFileName()));
                if (index > 0 && key.equals(key(entry))) {
                    return OptionalLong.of(index);
                }
            }
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    /** Device and inode; of a link itself, which may dangle. */
    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** The highest index in the archive, 0 if it is empty or missing. */
    public long highest() throws IOException {
        long highest = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                highest = Math.max(highest, Index.parse(String.valueOf(entry.getFileName())));
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return highest;
    }
}
