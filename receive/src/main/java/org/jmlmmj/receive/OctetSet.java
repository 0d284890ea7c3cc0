package org.jmlmmj.receive;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A set of octets 0 to 255, as the "C" locale sees them: only ASCII letters are letters. Immutable and thread-safe.
 *
 * <p>glibc ignores case by turning both the expression and the searched text into capitals. Sets are therefore built from
 * capitals; {@link #folded} turns a finished set into the one that is compared with lower-case text.
 */
final class OctetSet {
    /** Number of octets there are. */
    static final int OCTETS = 256;

    private static final Map<String, IntPredicate> NAMED = Map.ofEntries(
            Map.entry("alpha", OctetSet::isLetter),
            // REG_ICASE: asking for one case asks for both.
            Map.entry("lower", OctetSet::isLetter),
            Map.entry("upper", OctetSet::isLetter),
            Map.entry("digit", OctetSet::isDigit),
            Map.entry("alnum", c -> isLetter(c) || isDigit(c)),
            Map.entry("xdigit", c -> isDigit(c) || between('a', c, 'f') || between('A', c, 'F')),
            Map.entry("space", OctetSet::isSpace),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("punct", c -> c > ' ' && c < 127 && !isLetter(c) && !isDigit(c)),
            Map.entry("graph", c -> c > ' ' && c < 127),
            Map.entry("print", c -> c >= ' ' && c < 127),
            Map.entry("cntrl", c -> c < ' ' || c == 127));

    private final BitSet bits;

    private OctetSet(BitSet bits) {
        this.bits = bits;
    }

    /** Just this octet. */
    static OctetSet of(char octet) {
        return where(c -> c == octet);
    }

    /** Every octet. */
    static OctetSet all() {
        return where(c -> true);
    }

    /** No octet. */
    static OctetSet none() {
        return where(c -> false);
    }

    /** All octets from the first to the last, both included. */
    static OctetSet range(char first, char last) {
        return where(c -> between(first, c, last));
    }

    /** What {@code \w} means: letters, digits, underscore. */
    static OctetSet word() {
        return where(OctetSet::isWord);
    }

    /** What {@code \s} means. */
    static OctetSet space() {
        return where(OctetSet::isSpace);
    }

    /** What {@code [:name:]} means; names are in lower case. Empty if there is no such class. */
    static Optional<OctetSet> named(String name) {
        return Optional.ofNullable(NAMED.get(name)).map(OctetSet::where);
    }

    private static OctetSet where(IntPredicate belongs) {
        BitSet bits = new BitSet(OCTETS);
        for (int c = 0; c < OCTETS; c++) {
            bits.set(c, belongs.test(c));
        }
        return new OctetSet(bits);
    }

    /** Whether the octet is a letter, a digit or an underscore. */
    static boolean isWord(int octet) {
        return isLetter(octet) || isDigit(octet) || octet == '_';
    }

    private static boolean isLetter(int c) {
        return between('a', c, 'z') || between('A', c, 'Z');
    }

    private static boolean isDigit(int c) {
        return between('0', c, '9');
    }

    private static boolean isSpace(int c) {
        return c == ' ' || between('\t', c, '\r');
    }

    private static boolean between(int least, int c, int most) {
        return c >= least && c <= most;
    }

    /** a–z turned into A–Z, nothing else changed. */
    static char upperCase(char octet) {
        return between('a', octet, 'z') ? (char) (octet - ('a' - 'A')) : octet;
    }

    /** The octets of both. */
    OctetSet or(OctetSet other) {
        BitSet both = (BitSet) bits.clone();
        both.or(other.bits);
        return new OctetSet(both);
    }

    /** All other octets. */
    OctetSet complement() {
        return where(c -> !bits.get(c));
    }

    /** The octets of lower-case text whose capital is in this set; so A–Z are in no folded set. */
    OctetSet folded() {
        return where(c -> !between('A', c, 'Z') && bits.get(upperCase((char) c)));
    }

    /** How many octets it holds. */
    int size() {
        return bits.cardinality();
    }

    /** The smallest octet that is not below {@code from} and is in the set if {@code in}, else outside; 256 if there is none. */
    int next(int from, boolean in) {
        int found = in ? bits.nextSetBit(from) : bits.nextClearBit(from);
        return found < 0 ? OCTETS : Math.min(found, OCTETS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OctetSet that && bits.equals(that.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return bits.toString();
    }
}
