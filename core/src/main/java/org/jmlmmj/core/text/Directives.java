package org.jmlmmj.core.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.text.Directive.Action;
import org.jmlmmj.core.text.Directive.Outcome;

/** Every directive of the language, from its words (spec 06 §16). Immutable and thread-safe. */
final class Directives {
    private static final int STANDARD_WIDTH = 76;
    private static final Map<String, Directive> PLAIN = plain();

    private Directives() {}

    private static Map<String, Directive> plain() {
        Map<String, Directive> known = new HashMap<>();
        known.put("", Directive.of(rendering -> rendering.literal("%")));
        known.put("^", Directive.layout(Composer::startHere));
        known.put("$", Directive.of(rendering -> rendering.comment()));
        known.put("comment", Directive.of(rendering -> rendering.comment()));
        known.put("else", Directive.conditional(rendering -> rendering.otherwise()));
        known.put("endif", Directive.conditional(rendering -> rendering.endCondition()));
        known.put("wrap", Directive.layout(composer -> composer.wrap(STANDARD_WIDTH)));
        known.put("nowrap", Directive.layout(Composer::nowrap));
        known.put("thin", Directive.layout(composer -> composer.reckonWide(false)));
        known.put("wide", Directive.layout(composer -> composer.reckonWide(true)));
        known.put("originalmail", Directive.of(rendering -> rendering.blocks().original(Long.MAX_VALUE)));
        addMode(known, WrapMode.WORD, "wordwrap", "ww");
        addMode(known, WrapMode.CHARACTER, "charwrap", "cw");
        addMode(known, WrapMode.USER, "userwrap", "uw");
        for (ItemList list : ItemList.values()) {
            known.put(list.word(), items(list));
        }
        known.put("listsubs", items(ItemList.NORMALSUBS));
        return Map.copyOf(known);
    }

    private static void addMode(Map<String, Directive> known, WrapMode mode, String name, String shortName) {
        Directive directive = Directive.layout(composer -> composer.mode(mode));
        known.put(name, directive);
        known.put(shortName, directive);
    }

    /** The directive that shows a list; also used by the substitutions that once did. */
    static Directive items(ItemList list) {
        return Directive.ofWholeLine(rendering -> rendering.blocks().items(list));
    }

    /** The directive with these words, which stand between two percent signs; empty if there is none. */
    static Optional<Directive> parse(String words) {
        Directive plain = PLAIN.get(words);
        if (plain != null) {
            return Optional.of(plain);
        }
        if (words.startsWith("originalmail")) {
            // The space may be missing (spec 06 §12).
            String lines = words.substring("originalmail".length());
            return number(lines.startsWith(" ") ? lines.substring(1) : lines)
                    .map(number -> Directive.of(rendering -> rendering.blocks().original(number)));
        }
        int space = words.indexOf(' ');
        return space < 0 ? Optional.empty() : withParameter(words, space);
    }

    private static Optional<Directive> withParameter(String words, int space) {
        String parameter = words.substring(space + 1);
        return switch (words.substring(0, space)) {
            case "wrap" -> number(parameter).map(width -> Directive.layout(composer -> composer.wrap(width)));
            case "zero" -> Optional.of(zero(parameter));
            case "text" -> file(parameter, rendering -> rendering.blocks().includeText(parameter));
            case "control" -> file(parameter, rendering -> rendering.blocks().includeControl(parameter));
            default -> Condition.parse(words).map(Directives::condition);
        };
    }

    private static Directive zero(String characters) {
        ZeroWidths widths = ZeroWidths.of(characters);
        return Directive.layout(composer -> composer.reckonZero(widths));
    }

    private static Optional<Directive> file(String name, Action action) {
        return FileName.isUsable(name) ? Optional.of(Directive.of(action)) : Optional.empty();
    }

    private static Directive condition(Condition condition) {
        return Directive.conditional(rendering -> {
            rendering.beginCondition(condition);
            return Outcome.DONE;
        });
    }

    /** A positive decimal number; one too large to matter counts as the largest. */
    private static Optional<Integer> number(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        String significant = digits.substring(first);
        int number = significant.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(significant);
        return number == 0 ? Optional.empty() : Optional.of(number);
    }
}
