package org.jmlmmj.core.text;

import java.util.Optional;
import java.util.Set;

/**
 * Tells what looks like a directive or substitution and is none, from what merely holds a percent or dollar sign: "50% to 60%" is
 * no mistake, {@code %nowarp%} and {@code %wrap x%} are. Stateless, so thread-safe.
 */
final class Mistakes {
    private static final Set<String> WITH_PARAMETER = Set.of(
            "wrap",
            "zero",
            "text",
            "control",
            "originalmail",
            "ifaction",
            "ifreason",
            "iftype",
            "ifcontrol",
            "ifnaction",
            "ifnreason",
            "ifntype",
            "ifncontrol");

    private Mistakes() {}

    /**
     * What is wrong with two signs and the words between them, which mean nothing in this mail; empty if they seem to be text.
     *
     * @param sign {@code %} or {@code $}
     */
    static Optional<String> find(char sign, String words) {
        int space = words.indexOf(' ');
        String name = space < 0 ? words : words.substring(0, space);
        boolean likely = space < 0 ? isWord(name) : WITH_PARAMETER.contains(name);
        if (!likely) {
            return Optional.empty();
        }
        return Optional.of(sign + words + sign + " means nothing in this text and is left as it is");
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.charAt(0) >= 'a'
                && text.charAt(0) <= 'z'
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+');
    }
}
