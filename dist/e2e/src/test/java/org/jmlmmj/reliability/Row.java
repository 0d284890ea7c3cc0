package org.jmlmmj.reliability;

import java.util.ArrayList;
import java.util.List;

/** The figures of one scenario and one fault. Thread-safe. */
final class Row {
    private final String scenario;
    private final String fault;
    private final List<String> losses = new ArrayList<>();
    private int points;
    private int reached;
    private int refused;
    private long duplicates;

    Row(String scenario, Fault fault) {
        this.scenario = scenario;
        this.fault = fault.toString();
    }

    /** The sum of others. */
    Row(String scenario) {
        this.scenario = scenario;
        this.fault = "all";
    }

    /** Adds another row. */
    synchronized void add(Row other) {
        points += other.points();
        reached += other.reached();
        refused += other.refused();
        duplicates += other.duplicates();
        losses.addAll(other.losses());
    }

    /**
     * Adds a trial.
     *
     * @param isReached whether the fault came, and in a call that has to do with the list
     */
    synchronized void add(Point point, boolean isReached, Trial.Result result, Verdict verdict) {
        points++;
        reached += isReached ? 1 : 0;
        refused += result.status() == 0 ? 0 : 1;
        duplicates += verdict.duplicates();
        verdict.losses().forEach(loss -> losses.add(point + ": " + loss));
        result.complaints().forEach(complaint -> losses.add(point + ": " + complaint));
    }

    /** Adds a request to the admin API. */
    synchronized void add(Point point, boolean isReached, boolean isAnswered, List<String> wrong) {
        points++;
        reached += isReached ? 1 : 0;
        refused += isAnswered ? 0 : 1;
        wrong.forEach(loss -> losses.add(point + ": " + loss));
    }

    /** What must not be. */
    synchronized List<String> losses() {
        return List.copyOf(losses);
    }

    synchronized int points() {
        return points;
    }

    synchronized int reached() {
        return reached;
    }

    synchronized int refused() {
        return refused;
    }

    synchronized long duplicates() {
        return duplicates;
    }

    /** The row of the table. */
    synchronized String markdown() {
        return "| " + scenario + " | " + fault + " | " + points + " | " + reached + " | " + refused + " | "
                + losses.size() + " | " + duplicates + " |";
    }
}
