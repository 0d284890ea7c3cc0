package org.jmlmmj.core.subscription;

import java.util.EnumMap;
import java.util.Map;
import org.jmlmmj.core.subscription.Change.Outcome;

/** How often a change of many subscriptions led to what. Not thread-safe. */
public final class Tally {
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    void count(Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
    }

    /** How often it led to that. */
    public int of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
