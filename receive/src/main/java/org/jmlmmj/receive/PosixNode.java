package org.jmlmmj.receive;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The tree of a POSIX expression, which can write itself in the language of RE2. Only whether a text holds a match is ever
 * asked, so groups capture nothing and repetitions are lazy: the search may end at the first match. Immutable and
 * thread-safe.
 */
sealed interface PosixNode {
    /** RE2 takes no larger number in braces. */
    int MOST_COUNT = 1000;

    /** RE2 makes x{0,3} to (x(x(x)?)?)? and recurses into it; more would need a large stack. */
    int MOST_OPTIONAL = 100;

    /** Stands for "without limit" in a repetition. */
    int NO_LIMIT = Integer.MAX_VALUE;

    /** The text of this node for RE2, such that it can stand in a sequence. */
    String text(HeaderForm form);

    /** How many instructions RE2 makes of it, about. */
    long size();

    /** How many nodes lie within each other; bounds recursion. */
    int depth();

    /** Whether a repetition sign may follow the text without a group around it. */
    default boolean isAtom() {
        return true;
    }

    /** Matches the empty text. */
    record Empty() implements PosixNode {
        @Override
        public String text(HeaderForm form) {
            return "(?:)";
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** One octet of a set. */
    record One(OctetSet set) implements PosixNode {
        @Override
        public String text(HeaderForm form) {
            return form.one(set);
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** A place between octets. */
    enum Place implements PosixNode {
        HEADER_START,
        HEADER_END,
        WORD_START,
        WORD_END,
        WORD_EDGE,
        NO_WORD_EDGE;

        @Override
        public String text(HeaderForm form) {
            return form.place(this);
        }

        @Override
        public long size() {
            return 2;
        }

        @Override
        public boolean isAtom() {
            return false;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** One after the other. */
    record Sequence(List<PosixNode> parts, long size, int depth) implements PosixNode {
        @Override
        public String text(HeaderForm form) {
            return parts.stream().map(part -> part.text(form)).collect(Collectors.joining());
        }

        @Override
        public boolean isAtom() {
            return false;
        }
    }

    /** One of several. */
    record Choice(List<PosixNode> branches, long size, int depth) implements PosixNode {
        @Override
        public String text(HeaderForm form) {
            return branches.stream().map(branch -> branch.text(form)).collect(Collectors.joining("|", "(?:", ")"));
        }
    }

    /** The same several times. */
    record Repeat(PosixNode what, int least, int most, long size, int depth) implements PosixNode {
        @Override
        public String text(HeaderForm form) {
            String one = what.isAtom() ? what.text(form) : "(?:" + what.text(form) + ")";
            StringBuilder text = new StringBuilder();
            // x+ and not xx*, which would double the text at every level of ((x+)+)+.
            for (int left = most == NO_LIMIT ? least - 1 : least; left > 0; left -= MOST_COUNT) {
                text.append(one).append('{').append(Math.min(left, MOST_COUNT)).append('}');
            }
            if (most == NO_LIMIT) {
                return text.append(one).append(least == 0 ? "*?" : "+?").toString();
            }
            for (int left = most - least; left > 0; left -= MOST_OPTIONAL) {
                int part = Math.min(left, MOST_OPTIONAL);
                text.append(one).append("{0,").append(part).append("}?");
            }
            return text.toString();
        }

        @Override
        public boolean isAtom() {
            return false;
        }
    }

    /** The nodes one after the other. */
    static PosixNode sequence(List<PosixNode> parts) {
        return switch (parts.size()) {
            case 0 -> new Empty();
            case 1 -> parts.get(0);
            default -> new Sequence(List.copyOf(parts), sizeOf(parts), depthAbove(parts));
        };
    }

    /** Any of the nodes. */
    static PosixNode choice(List<PosixNode> branches) {
        return branches.size() == 1
                ? branches.get(0)
                : new Choice(List.copyOf(branches), sizeOf(branches) + branches.size() - 1, depthAbove(branches));
    }

    /** The node {@code least} to {@code most} times; {@code most} may be {@link #NO_LIMIT}. */
    static PosixNode repeat(PosixNode what, int least, int most) {
        if (most == 0 || what instanceof Empty) {
            return new Empty();
        }
        // No overflow: the parser bounds the size of what is repeated, and the number of repetitions.
        long size = most == NO_LIMIT
                ? what.size() * Math.max(least, 1) + 1
                : what.size() * least + (what.size() + 1) * (most - least);
        return new Repeat(what, least, most, size, what.depth() + 1);
    }

    private static long sizeOf(List<PosixNode> nodes) {
        return nodes.stream().mapToLong(PosixNode::size).sum();
    }

    private static int depthAbove(List<PosixNode> nodes) {
        return 1 + nodes.stream().mapToInt(PosixNode::depth).max().orElse(0);
    }
}
