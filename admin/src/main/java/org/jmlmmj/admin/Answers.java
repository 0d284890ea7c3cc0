package org.jmlmmj.admin;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.cli.RefusedException;

/** The answers that are known; an empty one is none. Immutable and thread-safe. */
final class Answers {
    private final Map<Answer, String> values;

    private Answers(Map<Answer, String> values) {
        this.values = values;
    }

    /**
     * Answers from any source.
     *
     * @throws RefusedException if one holds a control character: a line end would smuggle a line of its own into the system's
     *     aliases, the cron table or the answer file
     */
    static Answers of(Function<Answer, Optional<String>> source) throws RefusedException {
        Map<Answer, String> values = new EnumMap<>(Answer.class);
        for (Answer answer : Answer.values()) {
            String value = source.apply(answer).orElse("");
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new RefusedException(answer + " holds a control character");
            }
            if (!value.isEmpty()) {
                values.put(answer, value);
            }
        }
        return new Answers(values);
    }

    /** These answers, completed with others where there is none. */
    Answers or(Answers others) {
        Map<Answer, String> all = new EnumMap<>(others.values);
        all.putAll(values);
        return new Answers(all);
    }

    /**
     * These answers with another one, which may be empty.
     *
     * @throws RefusedException if it holds a control character
     */
    Answers with(Answer changed, String value) throws RefusedException {
        return of(answer -> answer == changed ? Optional.of(value) : value(answer));
    }

    /** The answer, if it is known. */
    Optional<String> value(Answer answer) {
        return Optional.ofNullable(values.get(answer));
    }

    /**
     * An answer that is yes or no; none is no.
     *
     * @throws RefusedException if it is neither
     */
    boolean isYes(Answer answer) throws RefusedException {
        String value = Ascii.lowerCase(value(answer).orElse("n"));
        return switch (value) {
            case "y", "yes" -> true;
            case "n", "no" -> false;
            default -> throw new RefusedException(answer + " is \"" + value + "\"; answer y or n");
        };
    }
}
