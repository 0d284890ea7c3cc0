package org.jmlmmj.receive;

/**
 * How a header is shown to RE2/J, and how single octets and places between them are written for it. A–Z are shown as a–z in
 * every form: RE2's own folding would also fold Latin-1 letters, which the "C" locale does not. Stateless, so thread-safe.
 *
 * <p>RE2 knows where a word begins <em>or</em> ends ({@code \b}) but has no look-ahead to tell one from the other.
 * {@link #FRAMED} gives it what it needs: every octet becomes three characters, the octet itself, moved beyond the letters
 * that RE2 knows, between two marks that say whether it belongs to a word: the letter {@code a} if it does, a line feed if
 * not. Then, between two frames, {@code (?m:^)} says "no word before here" and {@code (?m:$)} "no word after here", also at
 * the ends of the header, and {@code \b} still means what it meant.
 */
enum HeaderForm {
    /** One character per octet. */
    PLAIN {
        @Override
        String one(OctetSet set) {
            return octets(set, 0);
        }

        @Override
        String expression(String body) {
            return body;
        }

        @Override
        int charactersPerOctet() {
            return 1;
        }

        @Override
        CharSequence show(String header) {
            return new FoldedHeader(header);
        }
    },

    /** Three characters per octet. */
    FRAMED {
        @Override
        String one(OctetSet set) {
            return "(?:[a\\n]" + octets(set, FramedHeader.SHIFT) + "[a\\n])";
        }

        @Override
        String place(PosixNode.Place place) {
            return switch (place) {
                case WORD_START -> "\\b(?m:^)";
                case WORD_END -> "\\b(?m:$)";
                default -> super.place(place);
            };
        }

        /** Goes forward by whole frames, so that no place inside a frame is looked at. */
        @Override
        String expression(String body) {
            return "\\A(?s:...)*?(?:" + body + ")";
        }

        @Override
        int charactersPerOctet() {
            return FramedHeader.FRAME;
        }

        @Override
        CharSequence show(String header) {
            return new FramedHeader(header);
        }
    };

    private static final OctetSet ANY = OctetSet.all().folded();

    /** One octet of the set, as an atom of an RE2 expression. */
    abstract String one(OctetSet set);

    /**
     * A place between octets.
     *
     * @throws IllegalArgumentException if this form cannot tell where that is
     */
    String place(PosixNode.Place place) {
        return switch (place) {
            case HEADER_START -> "\\A";
            case HEADER_END -> "\\z";
            case WORD_EDGE -> "\\b";
            case NO_WORD_EDGE -> "\\B";
            case WORD_START, WORD_END -> throw new IllegalArgumentException(place + " needs frames");
        };
    }

    /** The whole expression for {@code find}, made from that of the tree. */
    abstract String expression(String body);

    /** How long the shown header is, compared to the header. */
    abstract int charactersPerOctet();

    /** The header, every character one octet, as RE2/J shall see it; a view, no copy. */
    abstract CharSequence show(String header);

    private static String octets(OctetSet set, int shift) {
        if (set.equals(ANY)) {
            return "(?s:.)";
        }
        if (set.size() == 0) {
            return "[^\\x{0}-\\x{10ffff}]";
        }
        if (set.size() == 1) {
            return character(set.next(0, true) + shift);
        }
        StringBuilder text = new StringBuilder("[");
        for (int first = set.next(0, true); first < OctetSet.OCTETS; ) {
            int end = set.next(first, false);
            text.append(character(first + shift)).append('-').append(character(end - 1 + shift));
            first = set.next(end, true);
        }
        return text.append(']').toString();
    }

    private static String character(int c) {
        return "\\x{" + Integer.toHexString(c) + "}";
    }
}
