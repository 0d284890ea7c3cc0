package org.jmlmmj.maintd;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jmlmmj.core.spool.Index;

/** The numbers of one run over all lists. Thread-safe. */
final class Tally {
    private static final String WIRE = "= ";

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

    /** All numbers for another process, each on a line. */
    String wire() {
        StringBuilder text = new StringBuilder();
        for (Count count : Count.values()) {
            text.append(WIRE).append(count.name()).append(' ').append(of(count)).append('\n');
        }
        return text.toString();
    }

    /** Adds a number that another process wrote with {@link #wire}; false if the line is none. */
    boolean takeWire(String line) {
        for (Count count : Count.values()) {
            String start = WIRE + count.name() + " ";
            if (line.startsWith(start)) {
                add(count, Index.parse(line.substring(start.length())));
                return true;
            }
        }
        return false;
    }

    /** The numbers for people, one per line and aligned: of the lists always, others unless they are 0. */
    String summary() {
        StringBuilder text = new StringBuilder();
        for (Count count : Count.values()) {
            if (of(count) > 0 || count == Count.LISTS) {
                text.append(String.format(Locale.ROOT, "%-24s%9d%n", count.words(), of(count)));
            }
        }
        return text.toString();
    }
}
