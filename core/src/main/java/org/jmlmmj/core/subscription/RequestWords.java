package org.jmlmmj.core.subscription;

import java.util.Locale;
import java.util.Optional;
import org.jmlmmj.core.subscriber.Version;

/** The words for versions in files that wait in {@code moderation/} (spec 01 §8.6). Stateless, so thread-safe. */
final class RequestWords {
    private static final String PREFIX = "SUB_";

    private RequestWords() {}

    /** The word for a version: {@code SUB_NORMAL} and the like. */
    static String word(Version version) {
        return PREFIX + version.word().toUpperCase(Locale.ROOT);
    }

    /** The version a word stands for. */
    static Optional<Version> version(String word) {
        for (Version version : Version.values()) {
            if (word.equals(word(version))) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
