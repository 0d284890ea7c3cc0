package org.jmlmmj.receive;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One line of {@code control/access} (spec 02 §5.3). Immutable and thread-safe. */
sealed interface AccessRule {
    /**
     * The most steps that the search for one rule may take, that is, octets of all headers times steps per octet: about 20
     * seconds at the very worst. So a mail with megabytes of headers cannot keep a large expression busy for minutes.
     */
    long MOST_STEPS = 1_000_000_000L;

    /** Where the rule stands. */
    RulePlace place();

    /** What its author should know. */
    List<String> warnings();

    /** What the rule says about a mail with these unfolded headers; empty if it does not apply. */
    Optional<AccessResult> judge(List<String> headers);

    /** A rule without an expression: it applies to every mail. */
    record Always(RulePlace place, AccessAction action, Optional<String> qualifier, List<String> warnings)
            implements AccessRule {
        @Override
        public Optional<AccessResult> judge(List<String> headers) {
            String reason = "is " + action.outcome() + " by " + place;
            return Optional.of(result(action, qualifier, place, Optional.empty(), reason));
        }
    }

    /** A rule that applies if a header matches or, if {@code negated}, if none does. */
    record Search(
            RulePlace place,
            AccessAction action,
            Optional<String> qualifier,
            boolean negated,
            PosixPattern pattern,
            List<String> warnings)
            implements AccessRule {
        @Override
        public Optional<AccessResult> judge(List<String> headers) {
            if (steps(headers) > MOST_STEPS) {
                return Optional.of(unusable(place, "is too large for so many octets of headers"));
            }
            Optional<String> found = headers.stream().filter(pattern::isIn).findFirst();
            if (found.isPresent() == negated) {
                return Optional.empty();
            }
            String reason = found.map(header ->
                            "with header " + OctetText.quoted(header) + " is " + action.outcome() + " by " + place)
                    .orElse("is " + action.outcome() + " by " + place + ", because no header matched");
            return Optional.of(result(action, qualifier, place, found, reason));
        }

        private long steps(List<String> headers) {
            return headers.stream()
                    .mapToLong(header -> (header.length() + 1L) * pattern.stepsPerOctet())
                    .sum();
        }
    }

    /** A line that is no rule, or whose expression cannot be used. It denies every mail, as nobody knows what was meant. */
    record Unusable(RulePlace place, String problem) implements AccessRule {
        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public Optional<AccessResult> judge(List<String> headers) {
            return Optional.of(unusable(place, problem));
        }
    }

    private static AccessResult unusable(RulePlace place, String problem) {
        String reason = "is denied, because rule #" + place.number() + " cannot be used";
        return result(AccessAction.DENY, Optional.empty(), place, Optional.empty(), reason)
                .withWarnings(List.of(place + " cannot be used: it " + problem));
    }

    private static AccessResult result(
            AccessAction action, Optional<String> qualifier, RulePlace place, Optional<String> header, String reason) {
        return new AccessResult(action, qualifier, OptionalInt.of(place.number()), header, reason, List.of());
    }
}
