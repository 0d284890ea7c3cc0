package org.jmlmmj.bench.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figure in the middle. Stateless, so thread-safe. */
public final class Median {
    private Median() {}

    /** Of an even number the lower one of the two in the middle. */
    public static <T> double of(List<T> runs, ToDoubleFunction<T> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }
}
