package org.jmlmmj.core.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.message.MimePart.Place;

/**
 * Finds what of a mail has to change for a server without 8BITMIME (spec 03 §17.3). For one mail and one thread.
 *
 * <ul>
 *   <li>A part that holds octets beyond ASCII as they are gets an encoding: text quoted-printable, other content base64.
 *   <li>A multipart or an attached mail that said {@code 8bit} or {@code binary} says {@code 7bit} when that is true; it never
 *       gets an encoding of its own (RFC 2045 §6.4).
 *   <li>What is signed or encrypted stays: a signature covers the octets and the label.
 *   <li>What is encoded already stays, and other messages than mails, as they must not be encoded (RFC 2046 §5.2), and parts
 *       that mail programs may understand differently.
 * </ul>
 */
final class SevenBitSearch {
    /** Attached mails inside of each other: each level is read once more. */
    private static final int MOST_MESSAGES = 10;

    /** Mails inside of mails may have more parts than a scan takes, and the places of all are in memory. */
    private static final int MOST_CHANGES = 4 * MimeScanner.MOST_PARTS;

    private final FileRange mail;
    private final LineEnd lineEnd;
    private final List<SevenBitChange> changes = new ArrayList<>();
    private Optional<String> doubt = Optional.empty();

    private SevenBitSearch(FileRange mail, LineEnd lineEnd) {
        this.mail = mail;
        this.lineEnd = lineEnd;
    }

    /**
     * Searches a mail.
     *
     * @throws UntouchableException if its structure is in doubt, so that all of it has to stay
     */
    static SevenBitSearch in(FileRange mail) throws IOException, UntouchableException {
        HeaderBlock block = headersOf(mail);
        SevenBitSearch search = new SevenBitSearch(mail, block.lineEnd());
        search.message(mail, block, 1);
        return search;
    }

    /** In the order of the mail. */
    List<SevenBitChange> changes() {
        return changes;
    }

    /** Why something stays that holds octets beyond ASCII. */
    Optional<String> doubt() {
        return doubt;
    }

    private static HeaderBlock headersOf(FileRange message) throws IOException, UntouchableException {
        try {
            return HeaderReader.read(message.stream());
        } catch (OversizedHeadersException e) {
            throw new UntouchableException(String.valueOf(e.getMessage()));
        }
    }

    private FileRange range(long from, long to) {
        return new FileRange(mail.file(), from, to);
    }

    /** Whether the message is 7bit in the end, its label included; so for all below. */
    private boolean message(FileRange message, HeaderBlock block, int level) throws IOException, UntouchableException {
        long size = block.headers().stream().mapToLong(Header::size).sum();
        // The last header of a mail without body may lack the line end that it has here.
        FileRange headers = range(message.from(), Math.min(message.from() + size, message.to()));
        FileRange body = range(message.from() + block.bodyOffset(), message.to());
        return part(MimeScanner.scan(block.headers(), body), headers, level);
    }

    private boolean part(MimePart part, FileRange headers, int level) throws IOException, UntouchableException {
        String type = part.headers().type();
        if (type.equals("multipart/signed") || type.equals("multipart/encrypted")) {
            return keep(part, "a part is signed or encrypted");
        }
        if (part.headers().isMultipart()) {
            return multipart(part, headers, level);
        }
        return type.equals("message/rfc822") ? attached(part, headers, level) : leaf(part, headers);
    }

    private boolean keep(MimePart part, String why) throws IOException {
        boolean isAscii = isAscii(part.place().body(), part.place().bodyEnd(), why);
        return isAscii && !isLabelledEightBit(part);
    }

    private boolean isAscii(long from, long to, String elseWhy) throws IOException {
        boolean isAscii = range(from, to).isAscii();
        if (!isAscii && doubt.isEmpty()) {
            doubt = Optional.of(elseWhy);
        }
        return isAscii;
    }

    private static boolean isLabelledEightBit(MimePart part) {
        Optional<TransferEncoding> label = part.headers().encoding();
        return label.equals(Optional.of(TransferEncoding.EIGHT_BIT))
                || label.equals(Optional.of(TransferEncoding.BINARY));
    }

    private boolean multipart(MimePart part, FileRange headers, int level) throws IOException, UntouchableException {
        if (part.children().isEmpty() || part.headers().flaw().isPresent()) {
            throw new UntouchableException(part.headers().flaw().orElse("the parts of a multipart cannot be found"));
        }
        int place = changes.size();
        Place whole = part.place();
        long at = whole.body();
        boolean isSevenBit = true;
        for (MimePart child : part.children()) {
            isSevenBit &= isAscii(at, child.place().boundary(), "there is text around the parts of a multipart");
            FileRange childHeaders = range(child.place().headers(), headersEnd(child.place()));
            isSevenBit &= part(child, childHeaders, level);
            at = child.place().end();
        }
        isSevenBit &= isAscii(at, Math.max(at, whole.bodyEnd()), "there is text around the parts of a multipart");
        return isSevenBit && relabel(part, headers, place);
    }

    private static long headersEnd(Place place) {
        return place.blank() == MimePart.NEVER ? place.end() : place.blank();
    }

    private boolean attached(MimePart part, FileRange headers, int level) throws IOException, UntouchableException {
        if (isUnclear(part) || level == MOST_MESSAGES) {
            return keep(part, "an attached mail cannot be looked into");
        }
        int place = changes.size();
        FileRange message = range(part.place().body(), part.place().bodyEnd());
        return message(message, headersOf(message), level + 1) && relabel(part, headers, place);
    }

    private static boolean isUnclear(MimePart part) {
        return part.headers().flaw().isPresent()
                || part.headers()
                        .encoding()
                        .filter(TransferEncoding::isIdentity)
                        .isEmpty();
    }

    /** Always true. */
    private boolean relabel(MimePart part, FileRange headers, int place) throws UntouchableException {
        if (isLabelledEightBit(part)) {
            add(place, relabelled(part, headers, TransferEncoding.SEVEN_BIT));
        }
        return true;
    }

    private SevenBitChange relabelled(MimePart part, FileRange headers, TransferEncoding encoding) {
        return new SevenBitChange.Relabelled(headers, encoding, lineEnd, part.isRoot());
    }

    private boolean leaf(MimePart part, FileRange headers) throws IOException, UntouchableException {
        if (isUnclear(part) || part.headers().type().startsWith("message/")) {
            return keep(part, "a part cannot be encoded");
        }
        FileRange body = range(part.place().body(), part.place().bodyEnd());
        if (body.isAscii()) {
            return !isLabelledEightBit(part);
        }
        if (part.headers().type().startsWith("text/")) {
            add(changes.size(), relabelled(part, headers, TransferEncoding.QUOTED_PRINTABLE));
            add(changes.size(), new SevenBitChange.QuotedPrintableText(body, lineEnd));
        } else {
            add(changes.size(), relabelled(part, headers, TransferEncoding.BASE64));
            add(changes.size(), new SevenBitChange.Base64Content(body, lineEnd, body.to() == mail.to()));
        }
        return true;
    }

    private void add(int place, SevenBitChange change) throws UntouchableException {
        if (changes.size() == MOST_CHANGES) {
            throw new UntouchableException("more than " + MOST_CHANGES + " places of the mail would change");
        }
        changes.add(place, change);
    }
}
