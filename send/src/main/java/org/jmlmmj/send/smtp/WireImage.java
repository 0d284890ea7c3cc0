package org.jmlmmj.send.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * A mail as it goes out after {@code DATA}, up to and including the final dot: encoded once, then sent to every recipient over
 * every connection without another copy. Up to {@value #IN_MEMORY_OCTETS} octets stay in memory, a larger mail goes to a
 * temporary file of the list. Immutable, thread-safe, and to be closed after the last use.
 */
public final class WireImage implements MailForms, Closeable {
    /** Larger mails go to a file. */
    public static final int IN_MEMORY_OCTETS = 256 * 1024;

    private static final int READ_OCTETS = 64 * 1024;

    private final WireStore store;
    private final MessageFacts facts;
    private final long headerEnd;
    private final byte[] first;

    private WireImage(WireStore store, MessageFacts facts, long headerEnd, byte[] first) {
        this.store = store;
        this.facts = facts;
        this.headerEnd = headerEnd;
        this.first = first;
    }

    /**
     * Encodes a stored mail.
     *
     * @param mail the mail from its first octet on; read by position only, since a locked file must not be opened twice
     * @param files where a temporary file is made
     */
    public static WireImage of(FileChannel mail, DurableFiles files) throws IOException {
        return of(mail, files, IN_MEMORY_OCTETS);
    }

    static WireImage of(FileChannel mail, DurableFiles files, int inMemory) throws IOException {
        return of(target -> copy(mail, target), files, inMemory);
    }

    /** Where a mail comes from that is not stored in this form. */
    @FunctionalInterface
    public interface Source {
        /** Writes all of it into a channel that blocks. */
        void writeTo(WritableByteChannel target) throws IOException;
    }

    /**
     * Encodes a mail.
     *
     * @param files where a temporary file is made
     */
    public static WireImage of(Source mail, DurableFiles files) throws IOException {
        return of(mail, files, IN_MEMORY_OCTETS);
    }

    private static WireImage of(Source mail, DurableFiles files, int inMemory) throws IOException {
        WireStore store = new WireStore(files, inMemory);
        try {
            WireEncoder encoder = new WireEncoder(store::write);
            mail.writeTo(new EncoderChannel(encoder));
            encoder.finish();
            store.seal();
            return new WireImage(store, encoder.facts(), encoder.headerEnd(), new byte[0]);
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private static void copy(FileChannel mail, WritableByteChannel target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
        long position = 0;
        for (int n = mail.read(buffer, position); n >= 0; n = mail.read(buffer, position)) {
            position += n;
            target.write(buffer.flip());
            buffer.clear();
        }
    }

    private record EncoderChannel(WireEncoder encoder) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer octets) throws IOException {
            int count = octets.remaining();
            encoder.encode(octets);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** This form, whatever the server. */
    @Override
    public WireImage formFor(Capabilities capabilities) {
        return this;
    }

    /** What a client must know beforehand, of the mail without further header lines. */
    public MessageFacts facts() {
        return facts;
    }

    /** The octets that {@link #toLine} adds to {@link MessageFacts#octets}. */
    long addedOctets(Optional<EmailAddress> to) {
        return headerEnd < 0 || to.isEmpty() ? 0 : toLine(to.get()).length;
    }

    /**
     * The mail in the order in which it goes out.
     *
     * @param to who is named in a {@code To:} line before the first empty line ({@code control/addtohdr}); a mail without
     *     an empty line gets none (spec 03 §7.5)
     */
    public List<WireSegment> segments(Optional<EmailAddress> to) {
        return segments(to, store.length());
    }

    /**
     * The mail as one chunk (RFC 3030 §2): without the final dot. Dots are not doubled in a chunk, so this makes sense only for a
     * mail that has none to double.
     *
     * @param to see {@link #segments}
     * @return empty if lines of the mail begin with dots
     */
    Optional<List<WireSegment>> chunk(Optional<EmailAddress> to) {
        return facts.doubledDots() > 0
                ? Optional.empty()
                : Optional.of(segments(to, store.length() - WireEncoder.FINAL_DOT.length));
    }

    private List<WireSegment> segments(Optional<EmailAddress> to, long end) {
        List<WireSegment> segments = new ArrayList<>(4);
        if (first.length > 0) {
            segments.add(new WireSegment.InMemory(ByteBuffer.wrap(first).asReadOnlyBuffer()));
        }
        if (to.isEmpty() || headerEnd < 0) {
            segments.add(store.segment(0, end));
            return segments;
        }
        if (headerEnd > 0) {
            segments.add(store.segment(0, headerEnd));
        }
        segments.add(new WireSegment.InMemory(ByteBuffer.wrap(toLine(to.get()))));
        segments.add(store.segment(headerEnd, end));
        return segments;
    }

    /**
     * The same mail with a {@code Reply-To:} in front (spec 03 §7.4). It lives as long as this one, and closing either closes
     * both.
     */
    public WireImage replyingTo(EmailAddress address) {
        byte[] line = ("Reply-To: " + address + "\r\n").getBytes(StandardCharsets.UTF_8);
        MessageFacts more = new MessageFacts(
                facts.octets() + line.length,
                facts.doubledDots(),
                facts.eightBit() || !address.isAscii(),
                facts.eightBitHeader() || !address.isAscii(),
                facts.validHeader());
        return new WireImage(store, more, headerEnd, line);
    }

    /** RFC 5322 §3.6.3 with a bare address, which cannot hold a line end (see {@link EmailAddress}). */
    private static byte[] toLine(EmailAddress to) {
        return ("To: " + to + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Deletes the temporary file, if there is one. */
    @Override
    public void close() throws IOException {
        store.close();
    }
}
