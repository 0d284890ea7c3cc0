package org.jmlmmj.core.message;

import java.util.List;

/**
 * One part of a mail and where it lies in the file; the root is the mail itself. Immutable and thread-safe.
 *
 * @param headers what its headers say
 * @param place where it lies
 * @param closed where the line of the closing boundary begins; {@link #NEVER} if it is missing or this is no multipart
 * @param children the parts of a multipart
 */
record MimePart(PartHeaders headers, Place place, long closed, List<MimePart> children) {
    /** No offset. */
    static final long NEVER = -1;

    /**
     * Offsets from the start of the file.
     *
     * @param boundary where the line of the boundary above the part begins; {@link #NEVER} for the root
     * @param headers where the headers begin; {@link #NEVER} for the root, whose headers are not those in the file
     * @param blank where the blank line below the headers begins; {@link #NEVER} if there is none and so no body
     * @param body where the body begins
     * @param bodyEnd the first octet behind it; a line end in front of a boundary belongs to the boundary (RFC 2046 §5.1.1)
     * @param end where the line of the next boundary begins, or the end of the file
     */
    record Place(long boundary, long headers, long blank, long body, long bodyEnd, long end) {}

    MimePart {
        children = List.copyOf(children);
    }

    boolean isRoot() {
        return place.boundary == NEVER;
    }

    boolean hasBody() {
        return isRoot() || place.blank != NEVER;
    }

    boolean isClosed() {
        return closed != NEVER;
    }

    long bodySize() {
        return place.bodyEnd - place.body;
    }
}
