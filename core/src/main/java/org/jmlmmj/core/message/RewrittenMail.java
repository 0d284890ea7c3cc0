package org.jmlmmj.core.message;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A mail as it goes out, described by its difference from the stored one: new headers, a blank line, and the stored body but
 * for a few edits. Nothing of the body is in memory. Immutable and thread-safe.
 *
 * @param segments the whole mail, in order
 */
public record RewrittenMail(List<Segment> segments) {
    /** Copies the list. */
    public RewrittenMail {
        segments = List.copyOf(segments);
    }

    /**
     * The mail with these headers and its body octet for octet.
     *
     * @param lineEnd ends the blank line below the headers
     * @param bodyOffset where the body begins in the stored mail
     * @param size where it ends
     */
    public static RewrittenMail of(List<Header> headers, LineEnd lineEnd, long bodyOffset, long size) {
        return of(headers, lineEnd, bodyOffset, size, List.of());
    }

    /** The same with edits of the body, which must not overlap. */
    static RewrittenMail of(List<Header> headers, LineEnd lineEnd, long bodyOffset, long size, List<Edit> edits) {
        ByteArrayOutputStream head = new ByteArrayOutputStream(8192);
        for (Header header : headers) {
            head.writeBytes(header.raw());
        }
        head.writeBytes(lineEnd.octets());
        List<Segment> segments = new ArrayList<>(2 * edits.size() + 2);
        segments.add(new Segment.Added(head.toByteArray()));
        List<Edit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingLong(Edit::from));
        long at = bodyOffset;
        for (Edit edit : ordered) {
            if (edit.from() < at || edit.to() > size) {
                throw new IllegalArgumentException("edits overlap or lie outside of the body");
            }
            addStored(segments, at, edit.from());
            segments.add(new Segment.Added(edit.octets()));
            at = edit.to();
        }
        addStored(segments, at, size);
        return new RewrittenMail(segments);
    }

    private static void addStored(List<Segment> segments, long from, long to) {
        if (from < to) {
            segments.add(new Segment.Stored(from, to));
        }
    }

    /** The size in octets. */
    public long size() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    /**
     * Writes the mail.
     *
     * @param stored the mail that this was made from; its position is left alone
     * @param target takes the octets; a channel that blocks
     * @throws EOFException if the stored mail became shorter in the meantime
     */
    public void writeTo(FileChannel stored, WritableByteChannel target) throws IOException {
        for (Segment segment : segments) {
            if (segment instanceof Segment.Stored range) {
                new FileRange(stored, range.from(), range.to()).copyTo(target);
            } else if (segment instanceof Segment.Added added) {
                ByteBuffer octets = ByteBuffer.wrap(added.octets());
                while (octets.hasRemaining()) {
                    target.write(octets);
                }
            }
        }
    }

    /**
     * Opens the mail for reading.
     *
     * @param stored the mail that this was made from; its position is left alone, and it stays open
     */
    public InputStream open(FileChannel stored) {
        return new SegmentInput(stored, segments);
    }
}
