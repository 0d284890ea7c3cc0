package org.jmlmmj.core.text;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the log what is wrong with a text, with file and line; each thing once per mail, and not without end, as one text may
 * hold thousands. Not thread-safe.
 */
final class Problems {
    private static final int MOST = 20;

    private final Consumer<String> log;
    private final Set<String> told = new HashSet<>();

    Problems(Consumer<String> log) {
        this.log = log;
    }

    void report(String place, String problem) {
        if (told.size() < MOST && told.add(place + ": " + problem)) {
            log.accept(place + ": " + problem + (told.size() == MOST ? " (further problems are not shown)" : ""));
        }
    }
}
