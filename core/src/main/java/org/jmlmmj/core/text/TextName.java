package org.jmlmmj.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a mail is called when its text is looked for: up to four parts, {@code purpose-action-reason-type}, and perhaps the name
 * it had before 1.2.18 (spec 06 §1). The parts are also what {@code %ifaction%}, {@code %ifreason%} and {@code %iftype%} test;
 * a missing part is empty. Immutable and thread-safe.
 *
 * @param purpose for example {@code finish}
 * @param action for example {@code sub}
 * @param reason for example {@code admin}
 * @param type for example {@code digest}
 * @param legacy the old name, tried last
 */
public record TextName(String purpose, String action, String reason, String type, Optional<String> legacy) {
    /** Checks that every part can stand in a file name. */
    public TextName {
        if (!FileName.isUsable(purpose + action + reason + type) || purpose.isEmpty()) {
            throw new IllegalArgumentException("not the name of a list text: " + purpose + "-" + action + "-" + reason);
        }
        legacy.ifPresent(FileName::new);
    }

    /** A mail whose text has a purpose only, such as {@code help}. */
    public static TextName of(String purpose) {
        return of(purpose, "", "", "");
    }

    /** A mail whose text has these parts; those it lacks are empty. */
    public static TextName of(String purpose, String action, String reason, String type) {
        return new TextName(purpose, action, reason, type, Optional.empty());
    }

    /** The same mail with its name before 1.2.18. */
    public TextName withLegacy(String name) {
        return new TextName(purpose, action, reason, type, Optional.of(name));
    }

    /** Whether a text can be a part of a name: of the characters of a file name, not starting with a dot. */
    public static boolean isPart(String text) {
        return FileName.isUsable(text);
    }

    /** The file names to try, in order. Missing parts leave their hyphens: {@code help---}, {@code help--}, … */
    List<FileName> candidates() {
        List<FileName> names = new ArrayList<>(5);
        names.add(new FileName(purpose + "-" + action + "-" + reason + "-" + type));
        names.add(new FileName(purpose + "-" + action + "-" + reason));
        names.add(new FileName(purpose + "-" + action));
        names.add(new FileName(purpose));
        legacy.map(FileName::new).ifPresent(names::add);
        return names;
    }

    @Override
    public String toString() {
        return purpose + "-" + action + "-" + reason + "-" + type;
    }
}
