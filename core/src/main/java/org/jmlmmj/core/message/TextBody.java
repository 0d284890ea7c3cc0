package org.jmlmmj.core.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * The body of a text part, with its transfer encoding removed, and the edits that change it in the file. Of a long body that is
 * not encoded only the end is in memory. Immutable and thread-safe.
 */
final class TextBody {
    /** Longer bodies are not taken into memory. */
    static final int MOST_OCTETS = 2 * 1024 * 1024;

    private static final int WINDOW = 256 * 1024;

    private final FileChannel mail;
    private final MimePart part;
    private final TransferEncoding encoding;
    private final LineEnd lineEnd;
    /** What is in memory, as it is in the file. */
    private final FileRange range;

    private final byte[] encoded;
    private final byte[] octets;
    private final Optional<Base64Text> base64;
    private final boolean isValid;

    private TextBody(FileChannel mail, MimePart part, TransferEncoding encoding, LineEnd lineEnd)
            throws IOException, UntouchableException {
        this.mail = mail;
        this.part = part;
        this.encoding = encoding;
        this.lineEnd = lineEnd;
        this.range = range();
        this.encoded = range.octets();
        this.base64 = encoding == TransferEncoding.BASE64 ? Base64Text.read(encoded) : Optional.empty();
        if (encoding == TransferEncoding.QUOTED_PRINTABLE) {
            QuotedPrintableDecoder decoded = QuotedPrintableDecoder.decode(encoded);
            octets = decoded.octets();
            isValid = decoded.isValid();
        } else if (encoding == TransferEncoding.BASE64) {
            octets = base64.orElseThrow(() -> new UntouchableException("a text is not valid base64"))
                    .octets();
            isValid = true;
        } else {
            octets = encoded;
            isValid = true;
        }
    }

    /**
     * Loads the body of a part.
     *
     * @param lineEnd what lines of the mail end with
     * @throws UntouchableException if it cannot be decoded, or only with too much memory
     */
    static TextBody load(FileChannel mail, MimePart part, LineEnd lineEnd) throws IOException, UntouchableException {
        TransferEncoding encoding = part.headers()
                .encoding()
                .orElseThrow(() -> new UntouchableException("a text has an unknown transfer encoding"));
        return new TextBody(mail, part, encoding, lineEnd);
    }

    private FileRange range() throws IOException, UntouchableException {
        long from = part.place().body();
        long to = part.place().bodyEnd();
        if (to - from <= MOST_OCTETS) {
            return new FileRange(mail, from, to);
        }
        if (!encoding.isIdentity()) {
            throw new UntouchableException(
                    "a text in " + encoding.word() + " has more than " + MOST_OCTETS + " octets");
        }
        // From a line on, so that no character is cut in two.
        LineScanner lines = new LineScanner(new FileRange(mail, to - WINDOW, to));
        lines.next();
        return new FileRange(mail, lines.to(), to);
    }

    /** The decoded octets that are in memory. */
    byte[] octets() {
        return octets.clone();
    }

    TransferEncoding encoding() {
        return encoding;
    }

    /** Whether only the end of the body is in memory. */
    boolean isPartial() {
        return range.from() > part.place().body();
    }

    /** All of the body, from the file if need be. */
    InputStream stream() {
        return isPartial()
                ? new FileRange(mail, part.place().body(), part.place().bodyEnd()).stream()
                : new ByteArrayInputStream(octets);
    }

    /**
     * The line end for text that is added.
     *
     * @param text the decoded text
     */
    LineEnd lineEndFor(String text) {
        if (encoding != TransferEncoding.BASE64) {
            return lineEnd;
        }
        int first = text.indexOf('\n');
        // Encoded text has line ends of its own, those of the wire unless it shows others (RFC 2045 §6.8).
        return first < 0 || text.startsWith("\r", first - 1) ? LineEnd.CRLF : LineEnd.LF;
    }

    /** Puts octets, which end with a line end, in front of the decoded octet with this index. */
    Edit insert(int at, byte[] inserted) {
        if (base64.isPresent()) {
            return edit(base64.get().insert(at, inserted, lineEnd));
        }
        if (encoding != TransferEncoding.QUOTED_PRINTABLE) {
            return Edit.insert(range.from() + at, inserted);
        }
        int place = at == octets.length
                ? encoded.length
                : QuotedPrintableDecoder.decode(encoded, at).end();
        byte[] before = Arrays.copyOf(encoded, place);
        return Edit.insert(range.from() + place, QuotedPrintable.insertion(before, inserted, lineEnd));
    }

    /**
     * Writes other octets in place of all.
     *
     * @param other the new text
     * @param target base64 only if it was base64 before
     * @throws UntouchableException if the old ones were not all understood or are not all in memory
     */
    Edit replace(byte[] other, TransferEncoding target) throws UntouchableException {
        if (isPartial()) {
            throw new UntouchableException("a text that must be encoded anew has more than " + MOST_OCTETS + " octets");
        }
        if (!isValid) {
            throw new UntouchableException("a text is not valid " + encoding.word());
        }
        if (base64.isPresent() && target == TransferEncoding.BASE64) {
            return edit(base64.get().replace(other, lineEnd));
        }
        byte[] written = target == TransferEncoding.QUOTED_PRINTABLE ? QuotedPrintable.encode(other, lineEnd) : other;
        return Edit.of(range.from(), range.to(), written);
    }

    private Edit edit(Edit change) {
        byte[] written = change.octets();
        if (part.bodySize() == 0) {
            // There was no line end behind the headers' blank line that could end the new last line.
            byte[] end = lineEnd.octets();
            written = Arrays.copyOf(written, written.length + end.length);
            System.arraycopy(end, 0, written, written.length - end.length, end.length);
        }
        return Edit.of(change.from(), change.to(), written).shifted(range.from());
    }
}
