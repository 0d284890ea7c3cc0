package org.jmlmmj.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rules of {@code control/access} (spec 02 §5.3): the first that applies decides about a post, and a post to which none
 * applies is denied. Immutable and thread-safe.
 */
public final class AccessRules {
    private final List<AccessRule> rules;

    private AccessRules(List<AccessRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the rules; lines that cannot be used deny every mail that gets to them, so nothing is ever thrown.
     *
     * @param lines all lines of the file, also empty ones, every character one octet, as
     *     {@link org.jmlmmj.core.list.Tunable#ACCESS} gives them
     */
    public static AccessRules of(List<String> lines) {
        List<AccessRule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty()) {
                rules.add(AccessRuleParser.parse(new RulePlace(rules.size(), i + 1, line)));
            }
        }
        return new AccessRules(rules);
    }

    /**
     * Judges a mail; the time grows linearly with its headers.
     *
     * @param unfoldedHeaders all headers of the mail as it came in, {@code Name: value} without line ends, every character one
     *     octet
     */
    public AccessResult judge(List<String> unfoldedHeaders) {
        List<String> warnings = new ArrayList<>();
        for (AccessRule rule : rules) {
            warnings.addAll(rule.warnings());
            Optional<AccessResult> result = rule.judge(unfoldedHeaders);
            if (result.isPresent()) {
                warnings.addAll(result.get().warnings());
                return result.get().withWarnings(warnings);
            }
        }
        String reason = "is denied by default, because no rule applies";
        return new AccessResult(
                AccessAction.DENY, Optional.empty(), OptionalInt.empty(), Optional.empty(), reason, warnings);
    }
}
