package org.jmlmmj.core.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.core.address.Ascii;

/**
 * The condition of an {@code %if…%} directive (spec 06 §8). Immutable and thread-safe.
 *
 * @param test what is looked at
 * @param negated whether it is an {@code %ifn…%}
 * @param names what it is compared with, at least one
 */
record Condition(Test test, boolean negated, List<String> names) {
    /** What a condition looks at. */
    enum Test {
        ACTION("action"),
        REASON("reason"),
        TYPE("type"),
        CONTROL("control");

        private final String word;

        Test(String word) {
            this.word = word;
        }
    }

    /**
     * Reads the words of a directive; empty if they are no condition, or if a name holds a character that no file name may hold.
     * Superfluous spaces, as in some stock texts, are passed over.
     */
    static Optional<Condition> parse(String directive) {
        int space = directive.indexOf(' ');
        if (space < 0 || !directive.startsWith("if")) {
            return Optional.empty();
        }
        String word = directive.substring(2, space);
        List<String> names = Stream.of(directive.substring(space).split(" "))
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty() || !names.stream().allMatch(FileName::isUsable)) {
            return Optional.empty();
        }
        return Stream.of(Test.values())
                .filter(test -> word.equals(test.word) || word.equals("n" + test.word))
                .findFirst()
                .map(test -> new Condition(test, !word.equals(test.word), names));
    }

    /** Whether it is true for this mail. */
    boolean holds(Rendering rendering) {
        TextName mail = rendering.context().name();
        return switch (test) {
            case ACTION -> matches(mail.action());
            case REASON -> matches(mail.reason());
            case TYPE -> matches(mail.type());
            case CONTROL -> names.stream().anyMatch(name -> rendering.hasControl(name) != negated);
        };
    }

    /** A negated comparison looks at its first name only; a part that the mail lacks equals no name. */
    private boolean matches(String value) {
        return negated
                ? !Ascii.equalsIgnoreCase(names.get(0), value)
                : names.stream().anyMatch(name -> Ascii.equalsIgnoreCase(name, value));
    }
}
