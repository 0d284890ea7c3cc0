package org.jmlmmj.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which points of the matrix are tried. Immutable and thread-safe.
 *
 * @param every of so many points one is tried
 * @param seed decides which
 * @param words a part of the title of scenarios, or what the matrix says of one point, to try that one again; empty: all
 */
record Choice(int every, long seed, String words) {
    /** Whether some points of this scenario may be tried. */
    boolean mayTry(String scenario) {
        return scenario.contains(words) || words.startsWith(scenario + ": ");
    }

    List<Point> from(List<Point> points) {
        List<Point> mixed = new ArrayList<>(points.stream()
                .filter(point -> point.toString().contains(words))
                .toList());
        Collections.shuffle(mixed, new Random(seed));
        return mixed.subList(0, (mixed.size() + every - 1) / every);
    }
}
