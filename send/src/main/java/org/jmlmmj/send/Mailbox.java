package org.jmlmmj.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.send.smtp.Ending;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.Transaction;
import org.jmlmmj.send.smtp.Work;

/**
 * Between the thread that works on disk and the one that works on the network: transactions go one way, results come back.
 * Every connection takes its next transaction from the same queue, so a slow one never holds up what a fast one could do. Results
 * are handed over in groups, as waking a thread for each would cost more than sending the mail. Thread-safe.
 */
final class Mailbox implements Work {
    /** What comes back. */
    sealed interface Result {
        /** A recipient is settled. */
        record Settled(Recipient recipient, Outcome outcome) implements Result {}

        /** A connection is ready, and there is enough to do for another one. */
        record Busy() implements Result {}

        /** The relay takes no batches. */
        record Unbatched(String reason) implements Result {}

        /** A connection is gone. */
        record Gone(Ending ending) implements Result {}
    }

    /** So many results are handed over, and synced to disk, at once. */
    static final int GROUP = 500;

    /** No result waits longer for others. */
    static final Duration LONGEST = Duration.ofMillis(200);

    private final int low;
    private final Deque<Transaction> transactions = new ArrayDeque<>();
    private List<Result> results = new ArrayList<>();
    private int connections;
    private boolean urgent;
    private boolean starving;
    private boolean complete;
    private boolean stopped;

    /**
     * @param low when so few transactions are left, others are asked for
     */
    Mailbox(int low) {
        this.low = low;
    }

    synchronized void add(List<Transaction> more) {
        transactions.addAll(more);
    }

    /** No more transactions come. */
    synchronized void complete() {
        complete = true;
    }

    /** Transactions that nobody has begun are not begun any more. */
    synchronized void stop() {
        stopped = true;
    }

    /** Another connection will come for transactions. */
    synchronized void expect() {
        connections++;
    }

    @Override
    public synchronized void opened() {
        // One for each connection there is, and one that it takes ahead.
        if (transactions.size() > 2 * connections && !stopped) {
            tell(new Result.Busy(), true);
        }
    }

    @Override
    public synchronized Optional<Transaction> next(boolean ahead) {
        // The last ones are left to those connections that can begin with them at once.
        if (stopped || (ahead && transactions.size() < connections)) {
            return Optional.empty();
        }
        Transaction next = transactions.poll();
        if (transactions.size() == low && next != null && !complete) {
            starving = true;
            notifyAll();
        }
        return Optional.ofNullable(next);
    }

    @Override
    public synchronized boolean isOver() {
        return stopped || (complete && transactions.isEmpty());
    }

    /** Whether there are transactions that nobody has begun. */
    synchronized boolean hasWaiting() {
        return !stopped && !transactions.isEmpty();
    }

    @Override
    public synchronized void done(Recipient recipient, Outcome outcome) {
        tell(new Result.Settled(recipient, outcome), false);
    }

    @Override
    public synchronized void giveBack(Transaction transaction) {
        transactions.addFirst(transaction);
    }

    @Override
    public synchronized void unbatch(Transaction transaction, String reason) {
        List<Transaction> alone = transaction.split();
        for (int i = alone.size() - 1; i >= 0; i--) {
            transactions.addFirst(alone.get(i));
        }
        tell(new Result.Unbatched(reason), false);
    }

    @Override
    public synchronized void ended(Ending ending) {
        connections--;
        tell(new Result.Gone(ending), true);
    }

    private void tell(Result result, boolean isUrgent) {
        results.add(result);
        urgent |= isUrgent;
        if (urgent || results.size() == 1 || results.size() == GROUP) {
            notifyAll();
        }
    }

    /**
     * What has come back, as soon as it is a group, its oldest part has waited for {@link #LONGEST}, something urgent is among it,
     * or more transactions are needed. Waits as long as it takes until then.
     */
    synchronized List<Result> take() throws InterruptedException {
        while (results.isEmpty() && !starving) {
            wait();
        }
        long begin = System.nanoTime();
        long left = LONGEST.toNanos();
        while (results.size() < GROUP && !urgent && !starving && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = LONGEST.toNanos() - (System.nanoTime() - begin);
        }
        List<Result> taken = results;
        results = new ArrayList<>(taken.size());
        urgent = false;
        starving = false;
        return taken;
    }
}
