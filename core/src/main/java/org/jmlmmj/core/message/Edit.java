package org.jmlmmj.core.message;

/**
 * One change to a stored mail: the octets from one offset up to another give way to new ones. Equal offsets make it an
 * insertion. Immutable as long as nobody writes to the octets; none of those who get them does.
 */
final class Edit {
    private final long from;
    private final long to;
    private final byte[] octets;

    private Edit(long from, long to, byte[] octets) {
        this.from = from;
        this.to = to;
        this.octets = octets;
    }

    /**
     * A change.
     *
     * @param from the first octet that goes
     * @param to the first one behind it that stays
     * @param octets what comes in their place
     */
    static Edit of(long from, long to, byte[] octets) {
        return new Edit(from, to, octets);
    }

    static Edit insert(long at, byte[] octets) {
        return new Edit(at, at, octets);
    }

    /** The same change with offsets that are larger by so much. */
    Edit shifted(long distance) {
        return new Edit(from + distance, to + distance, octets);
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    byte[] octets() {
        return octets;
    }
}
