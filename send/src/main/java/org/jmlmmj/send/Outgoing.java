package org.jmlmmj.send;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.send.smtp.WireImage;

/**
 * A mail that is about to be sent: its file, locked so that no other process of this or the original software sends it at the
 * same time (spec 03 §15), and the form in which it goes out. For one thread, but for the image.
 */
final class Outgoing implements Closeable {
    private final LockedFile file;
    private final WireImage image;

    private Outgoing(LockedFile file, WireImage image) {
        this.file = file;
        this.image = image;
    }

    /**
     * Locks and encodes a mail; waits while somebody else holds it.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file, perhaps because who held it has sent it
     */
    static Outgoing open(MailingList list, Path mail) throws IOException {
        // The real path, so that nobody can change by a link which file is archived and deleted in the end.
        LockedFile file = LockedFile.open(
                mail.toRealPath(), path -> FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            return new Outgoing(file, WireImage.of(file.channel(), list.files()));
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** The real path of the file. */
    Path path() {
        return file.path();
    }

    /** The open file. */
    FileChannel content() {
        return file.channel();
    }

    /** The mail as it goes out. */
    WireImage image() {
        return image;
    }

    @Override
    public void close() throws IOException {
        try {
            image.close();
        } finally {
            file.close();
        }
    }
}
