package org.jmlmmj.send;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.message.OversizedHeadersException;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.send.smtp.MailForms;

/**
 * A mail that is about to be sent: its file, locked so that no other process of this or the original software sends it at the
 * same time (spec 03 §15), and the form in which it goes out. For one thread, but for the image.
 */
final class Outgoing implements Closeable {
    private final LockedFile file;
    private final OutgoingForms image;

    private Outgoing(MailingList list, LockedFile file) throws IOException {
        this.file = file;
        try {
            this.image = OutgoingForms.of(list, file.channel(), file.path().toString());
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /**
     * Locks and encodes a mail; waits while somebody else holds it.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file, perhaps because who held it has sent it
     */
    static Outgoing open(MailingList list, Path mail) throws IOException {
        // The real path, so that nobody can change by a link which file is archived and deleted in the end.
        return new Outgoing(list, LockedFile.open(mail.toRealPath(), DurableFiles::openExisting));
    }

    /** The same, but empty if somebody else holds the mail. */
    static Optional<Outgoing> openIfFree(MailingList list, Path mail) throws IOException {
        Optional<LockedFile> file = LockedFile.tryOpen(mail.toRealPath(), DurableFiles::openExisting);
        return file.isPresent() ? Optional.of(new Outgoing(list, file.get())) : Optional.empty();
    }

    /** The real path of the file. */
    Path path() {
        return file.path();
    }

    /** The open file. */
    FileChannel content() {
        return file.channel();
    }

    /** The mail's {@code Message-ID}, for logs; {@code no Message-ID} if it has none. */
    String messageId() throws IOException {
        try {
            return HeaderReader.read(new BufferedInputStream(new ChannelInput(file.channel())))
                    .first("Message-ID")
                    .map(header -> header.value().strip())
                    .orElse("no Message-ID");
        } catch (OversizedHeadersException e) {
            return "no Message-ID within reach";
        }
    }

    /** The mail in the forms in which it goes out. */
    MailForms image() {
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
