package org.jmlmmj.receive;

import org.jmlmmj.core.address.Ascii;

/**
 * A header as {@link HeaderForm#FRAMED} needs it: three characters per octet, with a–z for A–Z; a view, so that a large header
 * costs no copy. Immutable and thread-safe.
 */
record FramedHeader(String header) implements CharSequence {
    /** How far the octets are moved: beyond everything that RE2 counts as a letter of a word. */
    static final int SHIFT = 0x100;

    /** Characters per octet. */
    static final int FRAME = 3;

    @Override
    public int length() {
        return Math.multiplyExact(header.length(), FRAME);
    }

    @Override
    public char charAt(int index) {
        char octet = header.charAt(index / FRAME);
        if (index % FRAME == 1) {
            return (char) (Ascii.lowerCase(octet) + SHIFT);
        }
        return OctetSet.isWord(octet) ? 'a' : '\n';
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new StringBuilder(length()).append(this, 0, length()).toString();
    }
}
