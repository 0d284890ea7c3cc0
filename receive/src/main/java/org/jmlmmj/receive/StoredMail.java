package org.jmlmmj.receive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jmlmmj.core.message.Header;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.LineEnd;
import org.jmlmmj.core.spool.Draft;
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
        return new StoredMail(LockedFile.open(
                mail,
                path -> FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
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

    /** Writes the mail with other headers: them, a blank line, and the body octet for octet. */
    void copyTo(Draft draft, List<Header> headers, LineEnd lineEnd, long bodyOffset) throws IOException {
        draft.write(head(headers, lineEnd));
        long size = size();
        for (long at = bodyOffset; at < size; ) {
            at += file.channel().transferTo(at, size - at, draft.channel());
        }
    }

    /**
     * The mail with other headers as a stream, which must not be closed later than the mail. It reads through the locked
     * channel, since a second one would give the lock away.
     */
    InputStream open(List<Header> headers, HeaderBlock block) throws IOException {
        file.channel().position(block.bodyOffset());
        InputStream body = new BufferedInputStream(Channels.newInputStream(file.channel())) {
            @Override
            public void close() {
                // The channel belongs to the lock.
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(head(headers, block.lineEnd())), body);
    }

    private static byte[] head(List<Header> headers, LineEnd lineEnd) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (Header header : headers) {
            head.writeBytes(header.raw());
        }
        head.writeBytes(lineEnd.octets());
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
