package org.jmlmmj.core.message;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a mail in one pass over its lines, without taking anything but headers into memory.
 *
 * <p>A parser that reads a mail and writes it again changes octets that nobody asked it to change; therefore this one only
 * says where things are. The rules are those of RFC 2046 §5.1: a boundary is a whole line but for white space at its end, a
 * boundary of an outer multipart ends an inner one whose own is missing, and of two boundaries that fit a line the longer one
 * counts, as one may be the beginning of another. What is inside of an attached message is not looked at. A mail may have
 * {@value #MOST_PARTS} parts and {@value #MOST_LEVELS} levels of multiparts: more would cost memory and time for nobody's
 * good.
 *
 * <p>The path is the part that lines belong to at present and the multiparts around it, outermost first. Not thread-safe.
 */
final class MimeScanner {
    static final int MOST_PARTS = 10_000;
    static final int MOST_LEVELS = 60;

    /** Most octets of the headers of one part. */
    private static final int MOST_HEADER_OCTETS = 256 * 1024;

    /** The longest line that can be a boundary: hyphens around the longest parameter. */
    private static final int MOST_BOUNDARY_OCTETS = PartHeaders.LONGEST_VALUE + 4;

    /** Two types, each in two readings, are enough to know that a part is not honest. */
    private static final int MOST_TYPES = 4;

    private final FileChannel mail;
    private final long size;
    private final List<Open> path = new ArrayList<>();
    private final Open root;
    /** The boundary lines of the open multiparts and where they are in the path; of equal ones the innermost. */
    private final Map<String, Integer> owners = new HashMap<>();

    private int parts;
    private int levels;
    private int previousTerminator;

    /** A part whose end is not known yet. */
    private static final class Open {
        static final PartHeaders NO_HEADERS = PartHeaders.of(List.of());

        final long boundary;
        final long headersFrom;
        final List<MimePart> children = new ArrayList<>();
        long blank = MimePart.NEVER;
        long body;
        long closed = MimePart.NEVER;
        PartHeaders headers = NO_HEADERS;
        boolean isInHeaders = true;
        /** The line that separates the children; none if this is no multipart or is closed already. */
        @Nullable
        String separator;

        Open(long boundary, long headersFrom) {
            this.boundary = boundary;
            this.headersFrom = headersFrom;
            this.body = headersFrom;
        }
    }

    private MimeScanner(FileChannel mail, long size) {
        this.mail = mail;
        this.size = size;
        this.root = new Open(MimePart.NEVER, MimePart.NEVER);
    }

    /**
     * Scans a mail.
     *
     * @param headers those that count, which need not be the stored ones
     * @param bodyOffset where the body begins in the file
     * @return the mail as a part
     * @throws UntouchableException if there are too many parts or levels
     */
    static MimePart scan(FileChannel mail, List<Header> headers, long bodyOffset)
            throws IOException, UntouchableException {
        return scan(headers, new FileRange(mail, bodyOffset, mail.size()));
    }

    /**
     * Scans a message that is part of a mail.
     *
     * @param body where its body lies
     */
    static MimePart scan(List<Header> headers, FileRange body) throws IOException, UntouchableException {
        return new MimeScanner(body.file(), body.to()).scan(headers, body.from());
    }

    private MimePart scan(List<Header> headers, long bodyOffset) throws IOException, UntouchableException {
        path.add(root);
        root.body = bodyOffset;
        understand(root, PartHeaders.of(headers));
        if (root.separator != null) {
            LineScanner lines = new LineScanner(new FileRange(mail, bodyOffset, size));
            while (lines.next()) {
                take(lines);
                previousTerminator = lines.terminator();
            }
        }
        closeAbove(0, size, size);
        return finished(root, size, size);
    }

    private void take(LineScanner lines) throws IOException, UntouchableException {
        if (lines.hasDashes() && takeBoundary(lines)) {
            return;
        }
        Open current = path.get(path.size() - 1);
        if (current.isInHeaders && lines.isBlank()) {
            current.blank = lines.from();
            current.body = lines.to();
            understand(current, headers(current, lines.from()));
        }
    }

    /** False if the line is no boundary of any open multipart. */
    private boolean takeBoundary(LineScanner lines) throws IOException, UntouchableException {
        String line = lines.trimmed(MOST_BOUNDARY_OCTETS);
        // The longer one first: a boundary may be another one with hyphens behind it.
        Integer between = owners.get(line);
        Integer owner =
                between == null && line.endsWith("--") ? owners.get(line.substring(0, line.length() - 2)) : between;
        if (owner == null) {
            return false;
        }
        // The line end in front belongs to the boundary (RFC 2046 §5.1.1).
        closeAbove(owner, lines.from() - previousTerminator, lines.from());
        if (between != null) {
            parts++;
            if (parts > MOST_PARTS) {
                throw new UntouchableException("the mail has more than " + MOST_PARTS + " parts");
            }
            path.add(new Open(lines.from(), lines.to()));
        } else {
            path.get(owner).closed = lines.from();
            path.get(owner).separator = null;
            findOwners();
        }
        return true;
    }

    /** Only parts change these, and there are not many; lines like boundaries may be millions. */
    private void findOwners() {
        owners.clear();
        for (int i = 0; i < path.size(); i++) {
            String separator = path.get(i).separator;
            if (separator != null) {
                owners.put(separator, i);
            }
        }
    }

    /** Ends every part that is open inside of one. */
    private void closeAbove(int level, long bodyEnd, long end) throws IOException, UntouchableException {
        while (path.size() > level + 1) {
            Open last = path.get(path.size() - 1);
            if (last.isInHeaders) {
                understand(last, headers(last, end));
            }
            path.remove(path.size() - 1);
            if (last.headers.isMultipart() && isSeparated(last)) {
                levels--;
            }
            path.get(path.size() - 1).children.add(finished(last, bodyEnd, end));
        }
        findOwners();
    }

    private static boolean isSeparated(Open part) {
        return part.separator != null || part.closed != MimePart.NEVER;
    }

    private static MimePart finished(Open part, long bodyEnd, long end) {
        boolean hasBody = part.boundary == MimePart.NEVER || part.blank != MimePart.NEVER;
        long body = hasBody ? part.body : end;
        return new MimePart(
                part.headers,
                new MimePart.Place(part.boundary, part.headersFrom, part.blank, body, Math.max(body, bodyEnd), end),
                part.closed,
                part.children);
    }

    private PartHeaders headers(Open part, long end) throws IOException, UntouchableException {
        FileRange range = new FileRange(mail, part.headersFrom, end);
        if (range.size() > MOST_HEADER_OCTETS) {
            throw new UntouchableException("a part has more than " + MOST_HEADER_OCTETS + " octets of headers");
        }
        HeaderBlock block;
        try {
            block = HeaderReader.read(range.stream());
        } catch (OversizedHeadersException e) {
            throw new UntouchableException(e.getMessage() + " in one of its parts");
        }
        if (block.bodyOffset() != range.size()) {
            throw new UntouchableException("a part has broken headers");
        }
        boolean isInDigest =
                path.size() > 1 && path.get(path.size() - 2).headers.type().equals("multipart/digest");
        return PartHeaders.of(block.headers(), isInDigest ? "message/rfc822" : "text/plain");
    }

    private void understand(Open part, PartHeaders headers) throws UntouchableException {
        if (headers.declaredTypes().size() > MOST_TYPES) {
            throw new UntouchableException("a part has many Content-Type headers");
        }
        part.headers = headers;
        part.isInHeaders = false;
        Optional<String> boundary = headers.parameters().boundary();
        // RFC 2045 §6.4: a multipart is never encoded; if one is, nobody agrees on what it holds.
        boolean isReadable =
                headers.encoding().filter(TransferEncoding::isIdentity).isPresent();
        if (headers.isMultipart() && boundary.isPresent() && isReadable) {
            levels++;
            if (levels > MOST_LEVELS) {
                throw new UntouchableException("the mail has more than " + MOST_LEVELS + " levels of parts");
            }
            part.separator = "--" + boundary.get();
            findOwners();
        }
    }
}
