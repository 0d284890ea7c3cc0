package org.jmlmmj.receive;

import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.receive.PosixNode.One;
import org.jmlmmj.receive.PosixNode.Place;

/**
 * Reads a POSIX extended regular expression (XBD 9.4) the way glibc does with {@code REG_EXTENDED|REG_ICASE} in the "C" locale
 * (spec 02 §5.3). Not thread-safe.
 *
 * <p>What is not bounded there is bounded here: glibc follows {@code ((a{1000}){1000}){1000}} until the memory is full.
 */
final class PosixParser {
    /** Most octets of an expression. */
    static final int MOST_OCTETS = 16_384;

    /**
     * Most instructions of an expression. RE2/J follows a chain of optional parts by recursion, so this also keeps the search
     * within a stack of 512 KiB.
     */
    static final int MOST_INSTRUCTIONS = 2_500;

    /** Most groups or repetitions within each other. */
    static final int MOST_LEVELS = 200;

    /** RE_DUP_MAX of glibc. */
    static final int MOST_REPETITIONS = 32_767;

    private static final String REPETITION_SIGNS = "*+?{";

    private final ExpressionReader in;
    private final List<String> warnings = new ArrayList<>();
    private boolean tellsWordEnds;
    private int level;

    /** Begins to read an expression in which every character is one octet. */
    PosixParser(String expression) {
        if (expression.length() > MOST_OCTETS) {
            throw new UnusablePatternException("is longer than " + MOST_OCTETS + " octets");
        }
        if (expression.chars().anyMatch(c -> c >= OctetSet.OCTETS)) {
            throw new UnusablePatternException("holds characters that are no octets");
        }
        this.in = new ExpressionReader(expression);
    }

    /**
     * The tree of the whole expression.
     *
     * @throws UnusablePatternException if glibc would refuse it, or if it cannot be searched in linear time and bounded space
     */
    PosixNode parse() {
        return choice();
    }

    /** What the author of the expression should know, after {@link #parse}. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether the expression holds {@code \<} or {@code \>}, after {@link #parse}. */
    boolean tellsWordEnds() {
        return tellsWordEnds;
    }

    private PosixNode choice() {
        List<PosixNode> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (in.take('|'));
        return bounded(PosixNode.choice(branches));
    }

    private PosixNode sequence() {
        List<PosixNode> parts = new ArrayList<>();
        while (!in.atEnd() && !in.sees('|') && !(level > 0 && in.sees(')'))) {
            parts.add(repeated());
        }
        return bounded(PosixNode.sequence(parts));
    }

    private PosixNode repeated() {
        boolean group = in.sees('(');
        PosixNode node = expression();
        // (^)* is allowed and ^* is not: an anchor is nothing that can be repeated.
        boolean repeatable = group || !(node instanceof Place);
        while (repeatable && in.seesOneOf(REPETITION_SIGNS)) {
            node = bounded(repetition(node));
        }
        return node;
    }

    private PosixNode repetition(PosixNode what) {
        return switch (in.take()) {
            case '*' -> PosixNode.repeat(what, 0, PosixNode.NO_LIMIT);
            case '+' -> PosixNode.repeat(what, 1, PosixNode.NO_LIMIT);
            case '?' -> PosixNode.repeat(what, 0, 1);
            default -> interval(what);
        };
    }

    /** {@code {m}}, {@code {m,}}, {@code {m,n}}, {@code {,n}}; without m it is 0. */
    private PosixNode interval(PosixNode what) {
        int least = in.takeNumber(MOST_REPETITIONS);
        int most = least;
        if (in.take(',')) {
            least = Math.max(least, 0);
            int last = in.takeNumber(MOST_REPETITIONS);
            most = last < 0 ? PosixNode.NO_LIMIT : last;
        }
        if (least < 0 || most < least || !in.take('}')) {
            throw new UnusablePatternException("has a { that begins no count like {2,5}");
        }
        int largest = most == PosixNode.NO_LIMIT ? least : most;
        if (largest > MOST_REPETITIONS) {
            throw new UnusablePatternException("has a count above " + MOST_REPETITIONS);
        }
        return PosixNode.repeat(what, least, most);
    }

    private PosixNode expression() {
        char c = in.take();
        return switch (c) {
            case '(' -> group();
            case '[' -> one(BracketExpression.read(in));
            case '.' -> one(OctetSet.all());
            case '^' -> Place.HEADER_START;
            case '$' -> Place.HEADER_END;
            case '\\' -> escape();
            case '*', '+', '?', '{' -> throw new UnusablePatternException("has a " + c + " with nothing to repeat");
            default -> literal(c);
        };
    }

    private PosixNode group() {
        if (++level > MOST_LEVELS) {
            throw tooDeep();
        }
        PosixNode inner = choice();
        if (!in.take(')')) {
            throw new UnusablePatternException("has a ( without its )");
        }
        level--;
        return inner;
    }

    private PosixNode escape() {
        if (in.atEnd()) {
            throw new UnusablePatternException("ends with a single backslash");
        }
        char c = in.take();
        return switch (c) {
            case 'w' -> one(OctetSet.word());
            case 'W' -> one(OctetSet.word().complement());
            case 's' -> one(OctetSet.space());
            case 'S' -> one(OctetSet.space().complement());
            case 'b' -> Place.WORD_EDGE;
            case 'B' -> Place.NO_WORD_EDGE;
            case '<' -> wordEnd(Place.WORD_START);
            case '>' -> wordEnd(Place.WORD_END);
            case '`' -> Place.HEADER_START;
            case '\'' -> Place.HEADER_END;
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> throw backReference(c);
            default -> escapedLiteral(c);
        };
    }

    private PosixNode wordEnd(Place place) {
        tellsWordEnds = true;
        return place;
    }

    private static UnusablePatternException backReference(char number) {
        // A repeated group cannot be found in linear time, so a hostile header could keep the search busy for ever.
        return new UnusablePatternException("has the back reference \\" + number + ", which is not supported");
    }

    private PosixNode escapedLiteral(char c) {
        if (OctetSet.isWord(c) && c != '_') {
            warnings.add("\\" + c + " is no operator, it counts as " + c);
        }
        return literal(c);
    }

    private static PosixNode literal(char c) {
        return one(OctetSet.of(OctetSet.upperCase(c)));
    }

    private static PosixNode one(OctetSet capitals) {
        return new One(capitals.folded());
    }

    private static PosixNode bounded(PosixNode node) {
        if (node.size() > MOST_INSTRUCTIONS) {
            throw new UnusablePatternException(
                    "is too large: it takes more than " + MOST_INSTRUCTIONS + " instructions");
        }
        if (node.depth() > MOST_LEVELS) {
            throw tooDeep();
        }
        return node;
    }

    private static UnusablePatternException tooDeep() {
        return new UnusablePatternException(
                "has more than " + MOST_LEVELS + " groups or repetitions within each other");
    }
}
