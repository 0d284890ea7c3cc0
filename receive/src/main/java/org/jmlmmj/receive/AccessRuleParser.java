package org.jmlmmj.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one line of {@code control/access} (spec 02 §5.3): action, perhaps {@code -} and a qualifier, perhaps a blank and an
 * expression. Not thread-safe.
 */
final class AccessRuleParser {
    /** Far below what a file system takes as a name, as the qualifier becomes part of one. */
    private static final int MOST_QUALIFIER = 64;

    private final RulePlace place;
    private final List<String> warnings = new ArrayList<>();

    private AccessRuleParser(RulePlace place) {
        this.place = place;
    }

    /** The rule in a line; one that cannot be used is a rule too. */
    static AccessRule parse(RulePlace place) {
        return new AccessRuleParser(place).parse();
    }

    private AccessRule parse() {
        for (AccessAction action : AccessAction.values()) {
            if (place.text().startsWith(action.word())) {
                return afterAction(action, place.text().substring(action.word().length()));
            }
        }
        // Taking it for a comment would let mail through that the original's programs deny on the same list.
        return place.text().startsWith("#")
                ? unusable("begins with #, and there are no comments here")
                : unusable("does not begin with allow, send, deny, moderate or discard");
    }

    private AccessRule afterAction(AccessAction action, String rest) {
        int blank = rest.indexOf(' ');
        String tail = blank < 0 ? rest : rest.substring(0, blank);
        if (!tail.isEmpty() && tail.charAt(0) != '-') {
            return unusable("has something other than a blank or - after " + action.word());
        }
        Optional<String> qualifier = tail.isEmpty() ? Optional.empty() : qualifier(tail.substring(1));
        return blank < 0
                ? new AccessRule.Always(place, action, qualifier, List.copyOf(warnings))
                : search(action, qualifier, rest.substring(blank + 1));
    }

    /** Without a qualifier the usual text is sent, as it is when the text with that name does not exist. */
    private Optional<String> qualifier(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        // The qualifier becomes part of the name of a list text: no path out of the folder, no hidden file.
        if (text.length() > MOST_QUALIFIER
                || text.charAt(0) == '.'
                || !text.chars().allMatch(AccessRuleParser::mayQualify)) {
            warnings.add(place + " has a qualifier that is not made of 1 to " + MOST_QUALIFIER
                    + " of A-Z, a-z, 0-9, _, - and (not first) the dot; it is ignored");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static boolean mayQualify(int c) {
        return OctetSet.isWord(c) || c == '.' || c == '-';
    }

    private AccessRule search(AccessAction action, Optional<String> qualifier, String expression) {
        boolean negated = expression.startsWith("!");
        try {
            PosixPattern pattern = PosixPattern.of(searched(negated ? expression.substring(1) : expression));
            pattern.warnings().forEach(warning -> warnings.add(place + ": " + warning));
            return new AccessRule.Search(place, action, qualifier, negated, pattern, List.copyOf(warnings));
        } catch (UnusablePatternException e) {
            return unusable(e.reason());
        }
    }

    /** Without the leading parts that match anything. */
    private static String searched(String expression) {
        String rest = expression.startsWith("^.*") ? expression.substring(3) : expression;
        while (rest.startsWith(".*")) {
            rest = rest.substring(2);
        }
        return rest;
    }

    private AccessRule unusable(String problem) {
        return new AccessRule.Unusable(place, problem);
    }
}
