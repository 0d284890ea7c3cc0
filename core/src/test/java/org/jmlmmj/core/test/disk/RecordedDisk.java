package org.jmlmmj.core.test.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;

/**
 * The file system of the machine, recorded. Owners, modes and times are not recorded: nothing here depends on when they reach
 * the disk. Thread-safe.
 */
final class RecordedDisk extends FilterFileSystemProvider {
    private final DiskLog log;

    RecordedDisk(Path folder, DiskLog log) {
        super("recorded:///", folder.getFileSystem());
        this.log = log;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        synchronized (log) {
            Path real = toDelegate(path);
            boolean made = !Files.exists(real, LinkOption.NOFOLLOW_LINKS);
            FileChannel channel = delegate.newFileChannel(real, options, attributes);
            DiskNode node = made ? log.named(real, DiskNode.file("")) : log.node(real.toRealPath());
            if (!made && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                log.cut(node, 0);
            }
            return new RecordedFile(channel, log, node, options.contains(StandardOpenOption.APPEND));
        }
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        Set<OpenOption> all = options.length == 0
                ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)
                : union(Set.of(options), StandardOpenOption.WRITE);
        return Channels.newOutputStream(newFileChannel(path, all));
    }

    private static Set<OpenOption> union(Set<OpenOption> options, OpenOption more) {
        Set<OpenOption> all = new HashSet<>(options);
        all.add(more);
        return all;
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        synchronized (log) {
            super.createDirectory(path, attributes);
            log.named(toDelegate(path), DiskNode.folder());
        }
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        synchronized (log) {
            super.createLink(link, existing);
            log.named(toDelegate(link), log.node(toDelegate(existing)));
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        synchronized (log) {
            super.delete(path);
            log.unnamed(toDelegate(path));
        }
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        synchronized (log) {
            boolean existed = super.deleteIfExists(path);
            if (existed) {
                log.unnamed(toDelegate(path));
            }
            return existed;
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        synchronized (log) {
            super.move(source, target, options);
            log.renamed(toDelegate(source), toDelegate(target));
        }
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) {
        throw new UnsupportedOperationException("symbolic links are not recorded");
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        synchronized (log) {
            super.copy(source, target, options);
            Path real = toDelegate(target);
            if (Files.isDirectory(real)) {
                log.named(real, DiskNode.folder());
            } else {
                log.written(log.named(real, DiskNode.file("")), 0, ByteBuffer.wrap(Files.readAllBytes(real)));
            }
        }
    }
}
