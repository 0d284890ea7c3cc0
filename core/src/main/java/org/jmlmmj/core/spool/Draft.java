package org.jmlmmj.core.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file being written under a temporary name. It gets its final name only after every byte is on disk; closed before that,
 * it is deleted. Not thread-safe.
 */
public final class Draft implements Closeable {
    private static final int COPY_OCTETS = 64 * 1024;

    private final DurableFiles files;
    private final Path path;
    private final FileChannel channel;
    private boolean finished;
    private boolean handedOver;

    Draft(DurableFiles files, Path path, FileChannel channel) {
        this.files = files;
        this.path = path;
        this.channel = channel;
    }

    /** The open file, positioned at its end while only the methods here write to it. */
    public FileChannel channel() {
        return channel;
    }

    /** Where the draft lies until it is published. */
    public Path path() {
        return path;
    }

    /** Appends these octets. */
    public void write(byte[] content) throws IOException {
        write(ByteBuffer.wrap(content));
    }

    /** Appends what remains in the buffer. */
    public void write(ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    /** Appends everything that is left in a stream, and returns the number of octets. */
    public long copy(InputStream in) throws IOException {
        byte[] buffer = new byte[COPY_OCTETS];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            write(ByteBuffer.wrap(buffer, 0, n));
            total += n;
        }
        return total;
    }

    /** Appends a whole file, read by position only, and returns the number of octets. */
    public long copy(FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_OCTETS);
        long total = 0;
        for (int n = file.read(buffer, total); n >= 0; n = file.read(buffer, total)) {
            total += n;
            write(buffer.flip());
            buffer.clear();
        }
        return total;
    }

    /**
     * Syncs the file and gives it its final name.
     *
     * @throws java.nio.file.FileAlreadyExistsException if that name is taken; the draft stays as it is
     */
    public void publish(Path target) throws IOException {
        channel.force(true);
        files.publish(path, target);
        finished = true;
    }

    /**
     * Syncs the file and gives it a name under which an earlier attempt may have left something, which nobody else uses: that
     * is replaced.
     */
    public void publishOrReplace(Path target) throws IOException {
        try {
            publish(target);
        } catch (FileAlreadyExistsException e) {
            replace(target);
        }
    }

    /**
     * Syncs the file and gives it its final name, locked from the first moment on; its channel belongs to the result then.
     *
     * @throws java.nio.file.FileAlreadyExistsException if that name is taken; the draft stays as it is
     */
    public LockedFile publishLocked(Path target) throws IOException {
        channel.force(true);
        // First, as the real path of the folder is part of what the process knows the lock by.
        files.folder(Folders.parent(target));
        LockedFile locked = LockedFile.publish(target, channel, () -> files.publish(path, target));
        finished = true;
        handedOver = true;
        return locked;
    }

    /** Like {@link #publishLocked}, under a random name behind a prefix in a folder. */
    public LockedFile publishLockedIn(Path folder, String prefix) throws IOException {
        List<LockedFile> published = new ArrayList<>(1);
        files.names().claim(folder, prefix, name -> published.add(publishLocked(name)));
        return published.get(0);
    }

    /**
     * Syncs the file and gives it a random name in a folder.
     *
     * @return the file
     */
    public Path publishIn(Path folder) throws IOException {
        return publishIn(folder, "");
    }

    /** Syncs the file and gives it a random name behind a prefix in a folder; returns the file. */
    Path publishIn(Path folder, String prefix) throws IOException {
        return files.names().claim(folder, prefix, this::publish);
    }

    /** Syncs the file and puts it in the place of another one, whose owner and mode it takes over. */
    public void replace(Path target) throws IOException {
        channel.force(true);
        files.replace(path, target);
        finished = true;
    }

    /** Closes the file and deletes it unless it got its final name. */
    @Override
    public void close() throws IOException {
        try {
            if (!handedOver) {
                channel.close();
            }
        } finally {
            if (!finished) {
                Files.deleteIfExists(path);
            }
        }
    }
}
