package org.jmlmmj.core.message;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;

/**
 * A mail as a server gets it that takes 7 bits per octet only, because it does not offer 8BITMIME (RFC 6152 §3, spec 03 §17.3):
 * parts with octets beyond ASCII are in quoted-printable or base64 and labelled so. All other octets are those of the stored
 * mail. What must not be changed stays as it is, as losing a mail is worse than sending it unlabelled.
 *
 * <p>Only places are kept in memory, nothing of the mail. Immutable and thread-safe.
 */
public final class SevenBitMail {
    private final FileChannel stored;
    private final List<SevenBitChange> changes;
    private final Optional<String> doubt;

    private SevenBitMail(FileChannel stored, List<SevenBitChange> changes, Optional<String> doubt) {
        this.stored = stored;
        this.changes = List.copyOf(changes);
        this.doubt = doubt;
    }

    /**
     * Finds out what must change. Writes nothing.
     *
     * @param stored the mail; its position is left alone, and it must stay open
     * @throws IOException if it cannot be read
     */
    public static SevenBitMail of(FileChannel stored) throws IOException {
        try {
            SevenBitSearch search = SevenBitSearch.in(new FileRange(stored, 0, stored.size()));
            return new SevenBitMail(stored, search.changes(), search.doubt());
        } catch (UntouchableException e) {
            return new SevenBitMail(stored, List.of(), Optional.of(e.why()));
        }
    }

    /** Whether it differs from the stored mail. */
    public boolean isChanged() {
        return !changes.isEmpty();
    }

    /** Why it, or something in it, still holds octets beyond ASCII, if its body does. */
    public Optional<String> doubt() {
        return doubt;
    }

    /**
     * Writes the mail.
     *
     * @param target takes the octets; a channel that blocks
     * @throws IOException if the stored mail became shorter in the meantime, or the target fails
     */
    public void writeTo(WritableByteChannel target) throws IOException {
        long at = 0;
        for (SevenBitChange change : changes) {
            new FileRange(stored, at, change.range().from()).copyTo(target);
            change.writeTo(Channels.newOutputStream(target));
            at = change.range().to();
        }
        new FileRange(stored, at, stored.size()).copyTo(target);
    }
}
