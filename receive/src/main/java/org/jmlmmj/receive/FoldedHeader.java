package org.jmlmmj.receive;

import org.jmlmmj.core.address.Ascii;

/** A header with a–z for A–Z; a view, so that a large header costs no copy. Immutable and thread-safe. */
record FoldedHeader(String header) implements CharSequence {
    @Override
    public int length() {
        return header.length();
    }

    @Override
    public char charAt(int index) {
        return Ascii.lowerCase(header.charAt(index));
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new FoldedHeader(header.substring(start, end));
    }

    @Override
    public String toString() {
        return Ascii.lowerCase(header);
    }
}
