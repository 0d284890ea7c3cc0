package org.jmlmmj.core.message;

/** A piece of a mail that goes out: octets of the stored mail, or new ones. Immutable and thread-safe. */
public sealed interface Segment {
    /** The number of octets. */
    long size();

    /**
     * Octets of the stored mail, unchanged.
     *
     * @param from the first of them, counted from the start of the file
     * @param to the first one behind them
     */
    record Stored(long from, long to) implements Segment {
        @Override
        public long size() {
            return to - from;
        }
    }

    /** Octets that are not in the stored mail. */
    final class Added implements Segment {
        private final byte[] octets;

        Added(byte[] octets) {
            this.octets = octets;
        }

        /** The octets. */
        public byte[] octets() {
            return octets.clone();
        }

        @Override
        public long size() {
            return octets.length;
        }
    }
}
