package org.jmlmmj.core.text;

import java.util.BitSet;

/** The characters that {@code %zero …%} declares to take no column; ASCII always takes one. Immutable and thread-safe. */
final class ZeroWidths {
    static final ZeroWidths NONE = of("");

    private final BitSet characters;

    private ZeroWidths(BitSet characters) {
        this.characters = characters;
    }

    static ZeroWidths of(String characters) {
        BitSet set = new BitSet();
        characters.codePoints().filter(c -> c >= 128).forEach(set::set);
        return new ZeroWidths(set);
    }

    boolean contain(int codePoint) {
        return characters.get(codePoint);
    }
}
