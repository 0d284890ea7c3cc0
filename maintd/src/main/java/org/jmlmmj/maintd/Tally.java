package org.jmlmmj.maintd;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The numbers of one run over all lists. Thread-safe. */
final class Tally {
    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    Tally() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    /** Adds to a number. */
    void add(Count count, long more) {
        adder(count).add(more);
    }

    /** A number. */
    long of(Count count) {
        return adder(count).sum();
    }

    private LongAdder adder(Count count) {
        return Optional.ofNullable(counts.get(count)).orElseThrow();
    }

    /** The numbers for people, one per line and aligned: of the lists always, others unless they are 0. */
    String summary() {
        StringBuilder text = new StringBuilder();
        for (Count count : Count.values()) {
            if (of(count) > 0 || count == Count.LISTS) {
                text.append(String.format("%-24s%9d%n", count.words(), of(count)));
            }
        }
        return text.toString();
    }
}
