package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.subscription.Turns.Work;

/**
 * The second half of a change of many subscriptions: the mails, and the requests that wait for an answer. Works in blocks, each in
 * one turn, so that the mail commands of others need not wait for all of it; mails are sent between the turns. Thread-safe.
 */
final class BulkMails {
    private static final int BLOCK = 64;

    private final Turns turns;
    private final BulkCourse course;

    BulkMails(Turns turns, BulkCourse course) {
        this.turns = turns;
        this.course = course;
    }

    /** What is done about one address. May run in several threads at once. */
    interface Step {
        /** Does it for the address with this number. */
        Change take(int number) throws IOException;
    }

    /** Takes the step for so many addresses, and returns how often it led to what. */
    Tally take(int addresses, Step step) throws IOException {
        Tally tally = new Tally();
        try (Crew crew = new Crew();
                MailBatch mails = new MailBatch(course.outbox())) {
            for (int from = 0; from < addresses; from += BLOCK) {
                int to = Math.min(addresses, from + BLOCK);
                List<Work<Change>> work = block(from, to, step);
                for (Change change : turns.take(() -> crew.run(work))) {
                    tally.count(change.outcome());
                    mails.add(change.mails());
                }
                course.mails().reached(to, addresses);
            }
        }
        return tally;
    }

    private static List<Work<Change>> block(int from, int to, Step step) {
        List<Work<Change>> work = new ArrayList<>(to - from);
        for (int number = from; number < to; number++) {
            int next = number;
            work.add(() -> step.take(next));
        }
        return work;
    }
}
