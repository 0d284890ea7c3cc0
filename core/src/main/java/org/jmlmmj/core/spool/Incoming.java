package org.jmlmmj.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code incoming/}: mails exactly as the mail server handed them over (spec 01 §8.1). A file with its final name is complete.
 * Thread-safe.
 */
public final class Incoming {
    private static final int COMPARED_OCTETS = 64 * 1024;

    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Incoming(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Stores a mail octet for octet. When this returns, the mail survives a power cut; when it throws, nothing is left behind.
     *
     * @param envelope what the mail server said beside the mail; empty if it said nothing
     * @return the file, {@code incoming/RANDOM}
     */
    public Path store(InputStream mail, byte[] envelope) throws IOException {
        try (Draft draft = files.draft()) {
            draft.copy(mail);
            return add(draft, envelope);
        }
    }

    /**
     * Gives a draft its place; it survives a power cut then, and so does its envelope.
     *
     * @param envelope what the mail server said beside the mail; empty if it said nothing
     * @return the file, {@code incoming/RANDOM}
     */
    public Path add(Draft draft, byte[] envelope) throws IOException {
        if (envelope.length == 0) {
            return draft.publishIn(folder);
        }
        files.folder(folder);
        return files.names().claim(folder, "", name -> {
            Envelopes.write(files, name, envelope);
            try {
                draft.publish(name);
            } catch (IOException | RuntimeException e) {
                Envelopes.delete(name);
                throw e;
            }
        });
    }

    /** What the mail server said beside a mail; empty if nothing is known, as of mails that the original has stored. */
    public static Optional<byte[]> envelope(Path mail) throws IOException {
        return Envelopes.read(mail);
    }

    /** The mail whose envelope a file in this folder is; empty if it is none. */
    public static Optional<Path> mailOf(Path envelope) {
        return Envelopes.mail(envelope);
    }

    /** Deletes the envelope of a mail that is not here any more; does nothing while it is. */
    public void dropEnvelope(Path mail) throws IOException {
        if (!isHere(mail)) {
            Envelopes.delete(mail);
        }
    }

    /** Whether a mail is still here, waiting or taken. */
    public static boolean isHere(Path mail) {
        // Again at the end, as it may be taken between the first two looks.
        return isThere(mail) || isThere(WaitingMails.place(mail)) || isThere(mail);
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Puts an earlier mail in the place of one with the same octets and the same envelope, if there is one that nobody works on: the mail server has
     * sent that again because the first time failed. Both would be distributed. The earlier one is made young, as maintenance
     * leaves young ones to the mail server.
     *
     * @return the mail that is left, under its own name
     */
    public Path replaceByEarlier(Path mail) throws IOException {
        Optional<LockedFile> own = lockIfFree(mail);
        if (own.isEmpty()) {
            // Somebody who has just stored the same looks at it, and leaves it to us in the place of his.
            return mail;
        }
        // Held to the end: two that come at once would each be deleted in favour of the other.
        try (LockedFile held = own.get();
                DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path earlier : entries) {
                if (isOther(earlier, mail) && replace(mail, held.channel(), earlier)) {
                    return earlier;
                }
            }
        }
        return mail;
    }

    private static boolean isOther(Path earlier, Path mail) {
        Path name = earlier.getFileName();
        return RandomNames.isName(String.valueOf(name)) && !name.equals(mail.getFileName());
    }

    private boolean replace(Path mail, FileChannel content, Path earlier) throws IOException {
        if (content.size() != sizeIfThere(earlier) || !Envelopes.mayBeSame(mail, earlier)) {
            return false;
        }
        Optional<LockedFile> locked = lockIfFree(earlier);
        if (locked.isEmpty()) {
            return false;
        }
        try (LockedFile held = locked.get()) {
            if (!isSame(content, held.channel())) {
                return false;
            }
            Files.setLastModifiedTime(earlier, Files.getLastModifiedTime(mail));
            delete(mail);
            return true;
        }
    }

    /** Others come and go at any time. */
    private static long sizeIfThere(Path mail) throws IOException {
        try {
            return Files.size(mail);
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    private static Optional<LockedFile> lockIfFree(Path mail) throws IOException {
        try {
            return LockedFile.tryOpen(mail, DurableFiles::openExisting);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Through these channels only: another one would give the lock away when it is closed. */
    private static boolean isSame(FileChannel one, FileChannel other) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(COMPARED_OCTETS);
        ByteBuffer others = ByteBuffer.allocate(COMPARED_OCTETS);
        for (long position = 0; ; position += octets.limit()) {
            read(one, position, octets);
            read(other, position, others);
            if (!octets.equals(others)) {
                return false;
            }
            if (!octets.hasRemaining()) {
                return true;
            }
        }
    }

    /** Fills a buffer, but at the end of the file. */
    private static void read(FileChannel file, long position, ByteBuffer octets) throws IOException {
        octets.clear();
        int n = 0;
        while (n >= 0 && octets.hasRemaining()) {
            n = file.read(octets, position + octets.position());
        }
        octets.flip();
    }

    /** Deletes a mail that has become something else. */
    public void delete(Path mail) throws IOException {
        files.delete(mail);
        Envelopes.delete(mail);
    }

    /**
     * Whether the mail that a file in {@code queue/} was made from is still here: processing has not ended, or was broken off and
     * will be repeated. Until then nobody may send that file or end its delivery, or the repetition would do it a second time.
     *
     * @param made the file, named like the mail or like it and a hyphen ({@link Queue#park})
     */
    public boolean mayRepeat(Path made) {
        String name = String.valueOf(made.getFileName());
        int hyphen = name.indexOf('-');
        return Files.exists(folder.resolve(hyphen < 0 ? name : name.substring(0, hyphen)), LinkOption.NOFOLLOW_LINKS);
    }
}
