package org.jmlmmj.receive;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;

/**
 * A mail in {@code incoming/} that this process works on and nobody else: it is locked until this is closed (spec 01 §8.1).
 * Not thread-safe.
 */
final class StoredMail implements Closeable {
    private final LockedFile file;

    private StoredMail(LockedFile file) {
        this.file = file;
    }

    /**
     * Opens a mail, waiting for another process that works on it.
     *
     * @throws java.nio.file.NoSuchFileException if there is none, perhaps because the other one finished it
     */
    static StoredMail open(Path mail) throws IOException {
        return new StoredMail(LockedFile.open(mail, DurableFiles::openExisting));
    }

    /** Where the mail lies, absolute. */
    Path path() {
        return file.path();
    }

    /** Its size in octets. */
    long size() throws IOException {
        return file.channel().size();
    }

    /** Reads the headers. */
    HeaderBlock headers() throws IOException {
        file.channel().position(0);
        return HeaderReader.read(new BufferedInputStream(Channels.newInputStream(file.channel())));
    }

    /** The open file; closing it would give the lock away. */
    FileChannel content() {
        return file.channel();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
