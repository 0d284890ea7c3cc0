package org.jmlmmj.receive;

/**
 * Reads what follows the {@code [} of a POSIX bracket expression (XBD 9.3.5), with the choices that glibc makes in the "C"
 * locale while ignoring case (spec 02 §5.3): a backslash is a character like any other, ranges go by octet value, and their
 * ends are turned into capitals first, so {@code [A-z]} is {@code [A-Z]} and {@code [_-a]} is an error. Not thread-safe.
 */
final class BracketExpression {
    private static final String OPEN = "has a [ without its ]";
    private static final String BAD_RANGE = "has a range in [...] that is none";

    private final ExpressionReader in;
    private OctetSet set = OctetSet.none();

    private BracketExpression(ExpressionReader in) {
        this.in = in;
    }

    /**
     * The octets, in capitals, that the expression whose {@code [} was just read stands for.
     *
     * @throws UnusablePatternException if glibc would refuse it
     */
    static OctetSet read(ExpressionReader in) {
        return new BracketExpression(in).read();
    }

    private OctetSet read() {
        boolean negated = in.take('^');
        boolean first = true;
        while (first || !in.sees(']')) {
            readItem(first);
            first = false;
        }
        in.take();
        return negated ? set.complement() : set;
    }

    /** A class, a range or a single character; the first may be {@code ]} or {@code -}. */
    private void readItem(boolean first) {
        if (takeOpening('=')) {
            set = set.or(OctetSet.of(single(name('='))));
        } else if (takeOpening(':')) {
            set = set.or(named(name(':')));
        } else {
            // Any - that is neither first, nor last, nor the end of a range makes no sense here.
            if (!first && in.sees('-') && !in.sees(1, ']')) {
                throw new UnusablePatternException(BAD_RANGE);
            }
            readRange(element());
        }
    }

    private void readRange(char from) {
        boolean range = in.sees('-') && !in.sees(1, ']');
        if (!range) {
            set = set.or(OctetSet.of(from));
            return;
        }
        in.take();
        if (in.sees('[') && (in.sees(1, '=') || in.sees(1, ':'))) {
            throw new UnusablePatternException(BAD_RANGE);
        }
        char to = element();
        if (to < from) {
            throw new UnusablePatternException(BAD_RANGE);
        }
        set = set.or(OctetSet.range(from, to));
    }

    /** One character, in capitals; {@code [.x.]} is x. */
    private char element() {
        if (takeOpening('.')) {
            return single(name('.'));
        }
        if (in.atEnd()) {
            throw new UnusablePatternException(OPEN);
        }
        return OctetSet.upperCase(in.take());
    }

    private boolean takeOpening(char kind) {
        boolean seen = in.sees('[') && in.sees(1, kind);
        if (seen) {
            in.take();
            in.take();
        }
        return seen;
    }

    /** What stands before the closing mark, which is the kind and a {@code ]}; so {@code [...]} names the dot. */
    private String name(char kind) {
        StringBuilder name = new StringBuilder();
        while (!in.atEnd()) {
            if (in.sees(kind) && in.sees(1, ']')) {
                in.take();
                in.take();
                return name.toString();
            }
            name.append(in.take());
        }
        throw new UnusablePatternException(OPEN);
    }

    /** The "C" locale has no collating elements of several characters and none with a name. */
    private static char single(String name) {
        if (name.length() != 1) {
            throw new UnusablePatternException("has [.x.] or [=x=] with anything but one character");
        }
        return OctetSet.upperCase(name.charAt(0));
    }

    private static OctetSet named(String name) {
        return OctetSet.named(name)
                .orElseThrow(() -> new UnusablePatternException("has an unknown class [:" + name + ":]"));
    }
}
