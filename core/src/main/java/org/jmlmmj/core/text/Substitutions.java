package org.jmlmmj.core.text;

import java.io.IOException;
import java.util.Map;
import org.jmlmmj.core.text.Directive.Outcome;

/**
 * What stands between two dollar signs (spec 06 §6, §15). Names of values are looked up when a mail is made, since each mail has
 * others; four deprecated names stand for a directive. Immutable and thread-safe.
 */
final class Substitutions {
    private static final int LINES_OF_OLD_TEXTS = 100;
    private static final Map<String, Directive> PLAIN = Map.of(
            "", Directive.of(rendering -> rendering.literal("$")),
            "moderators", Directive.ofWholeLine(Substitutions::askedPeople),
            "bouncenumbers", Directives.items(ItemList.BOUNCENUMBERS),
            "digestthreads", Directives.items(ItemList.DIGESTTHREADS),
            "originalmail", Directive.of(Substitutions::original));

    private Substitutions() {}

    /** What the name means. */
    static Directive parse(String name) {
        Directive plain = PLAIN.get(name);
        if (plain != null) {
            return plain;
        }
        if (name.startsWith("text ") && FileName.isUsable(name.substring(5))) {
            return Directive.ofWholeLine(rendering -> rendering.blocks().insertText(name.substring(5)));
        }
        if (name.startsWith("control ") && FileName.isUsable(name.substring(8))) {
            return Directive.ofWholeLine(rendering -> rendering.blocks().insertControl(name.substring(8)));
        }
        return Directive.of(rendering -> rendering.value(name));
    }

    /** Before 1.5 one name served for those who moderate posts and for those who moderate subscriptions. */
    private static Outcome askedPeople(Rendering rendering) throws IOException {
        boolean posts = rendering.context().items(ItemList.MODERATORS).isPresent();
        return rendering.blocks().items(posts ? ItemList.MODERATORS : ItemList.GATEKEEPERS);
    }

    private static Outcome original(Rendering rendering) throws IOException {
        if (rendering.context().original().isEmpty()) {
            return Outcome.LITERAL;
        }
        rendering.literal(" ");
        return rendering.blocks().original(LINES_OF_OLD_TEXTS);
    }
}
