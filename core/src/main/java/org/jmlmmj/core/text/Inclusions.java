package org.jmlmmj.core.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The texts being read at one place, each included by the one before. Bounds what a text that includes itself, directly or over
 * others, or twice itself, can do to memory and disk (spec 06 §12). Not thread-safe.
 */
final class Inclusions {
    private static final int MOST_LEVELS = 16;
    private static final int MOST_FILES = 1000;
    private static final long MOST_OCTETS = 16 * 1024 * 1024;

    private final Deque<String> sources = new ArrayDeque<>();
    private int files;
    private long octets;

    /** Goes into a text; says why not if that is refused. */
    Optional<String> enter(ParsedText text) {
        if (isOpen(text)) {
            return Optional.of("includes itself");
        }
        if (sources.size() > MOST_LEVELS) {
            return Optional.of("is included more than " + MOST_LEVELS + " levels deep");
        }
        if (files > MOST_FILES || octets + text.octets() > MOST_OCTETS) {
            return Optional.of("is one inclusion too many");
        }
        sources.push(text.source());
        files++;
        octets += text.octets();
        return Optional.empty();
    }

    private boolean isOpen(ParsedText text) {
        for (Iterator<String> open = sources.iterator(); open.hasNext(); ) {
            if (open.next().equals(text.source())) {
                return true;
            }
        }
        return false;
    }

    /** Leaves the text entered last. */
    void leave() {
        sources.pop();
    }
}
