package org.jmlmmj.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A place in a scenario at which something goes wrong.
 *
 * @param scenario its title
 * @param call the system call, by name and number
 */
record Point(String scenario, Fault fault, Call call) {
    /**
     * The points of an undisturbed run: each call with each fault that it can have.
     *
     * @param every of so many points one is taken
     * @param seed decides which
     */
    static List<Point> of(String scenario, List<Call> calls, int every, long seed) {
        List<Point> points = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Call call : calls) {
            if (seen.add(call.name() + call.number())) {
                for (Fault fault : Fault.values()) {
                    if (fault.mayHit(call.name())) {
                        points.add(new Point(scenario, fault, call));
                    }
                }
            }
        }
        Collections.shuffle(points, new Random(seed));
        return points.subList(0, (points.size() + every - 1) / every);
    }

    @Override
    public String toString() {
        return scenario + ": " + fault + " in place of " + call.name() + " " + call.number() + " ("
                + call.text().replaceFirst("^\\d+ +", "") + ")";
    }
}
