package org.jmlmmj.reliability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A place in a scenario at which something goes wrong.
 *
 * @param scenario its title
 * @param call the system call, by name and number
 */
record Point(String scenario, Fault fault, Call call) {
    /** The points of an undisturbed run: each call with each fault that it can have. */
    static List<Point> of(String scenario, List<Call> calls) {
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
        return points;
    }

    @Override
    public String toString() {
        return scenario + ": " + fault + " in place of " + call.name() + " " + call.number() + " ("
                + call.text().replaceFirst("^\\d+ +", "") + ")";
    }
}
