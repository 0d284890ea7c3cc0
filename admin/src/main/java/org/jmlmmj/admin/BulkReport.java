package org.jmlmmj.admin;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.Tally;

/** The summary of a run with many addresses: what happened to how many. Immutable and thread-safe. */
final class BulkReport {
    private record Line(String what, int count) {}

    private final List<Line> lines;

    private BulkReport(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * @param always what is said even of nobody; other outcomes only if there are some
     */
    static BulkReport of(AddressBatch batch, Tally tally, List<Outcome> always) {
        List<Line> lines = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            int count = tally.of(outcome);
            if (count > 0 || always.contains(outcome)) {
                lines.add(new Line(words(outcome), count));
            }
        }
        if (batch.repeated() > 0) {
            lines.add(new Line("given twice", batch.repeated()));
        }
        lines.add(new Line("refused", batch.refused()));
        return new BulkReport(lines);
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case SUBSCRIBED -> "added";
            case SWITCHED -> "changed to this version";
            case ALREADY_SUBSCRIBED -> "already there";
            case CONFIRMATION_ASKED -> "asked to confirm";
            case CONFIRMATION_WAITS -> "asked a short while ago";
            case GATEKEEPERS_ASKED -> "gatekeepers asked";
            case GATEKEEPERS_WAIT -> "gatekeepers asked before";
            case UNSUBSCRIBED -> "removed";
            case NOT_SUBSCRIBED -> "not there";
            case OBSTRUCTED, UNKNOWN_COOKIE, REFUSED -> "refused by the list";
        };
    }

    /** One line for each number, right below each other. */
    void print(PrintStream out) {
        for (Line line : lines) {
            out.printf("%-24s %9d%n", line.what(), line.count());
        }
    }
}
