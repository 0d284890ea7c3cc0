package org.jmlmmj.send;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.send.smtp.Ending;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.Transaction;
import org.jmlmmj.send.smtp.Work;

/**
 * Between the thread that works on disk and the one that works on the network: transactions go one way, results come back.
 * Every connection takes its next transaction from the same queue, so a slow one never holds up what a fast one could do.
 * Thread-safe.
 */
final class Mailbox implements Work {
    /** What comes back. */
    sealed interface Result {
        /** A recipient is settled. */
        record Settled(Recipient recipient, Outcome outcome) implements Result {}

        /** A connection is gone. */
        record Gone(Ending ending) implements Result {}
    }

    private final ConcurrentLinkedQueue<Transaction> transactions = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private volatile boolean complete;
    private volatile boolean stopped;

    void add(Transaction transaction) {
        transactions.add(transaction);
    }

    /** No more transactions come. */
    void complete() {
        complete = true;
    }

    /** Transactions that nobody has begun are not begun any more. */
    void stop() {
        stopped = true;
    }

    @Override
    public Optional<Transaction> next() {
        return stopped ? Optional.empty() : Optional.ofNullable(transactions.poll());
    }

    @Override
    public boolean isOver() {
        return stopped || (complete && transactions.isEmpty());
    }

    @Override
    public void done(Recipient recipient, Outcome outcome) {
        results.add(new Result.Settled(recipient, outcome));
    }

    @Override
    public void ended(Ending ending) {
        results.add(new Result.Gone(ending));
    }

    /** The next result, however long it takes. */
    Result take() throws InterruptedException {
        return results.take();
    }

    /** The next result, if it comes within this time. */
    Optional<Result> poll(Duration time) throws InterruptedException {
        return Optional.ofNullable(results.poll(time.toNanos(), TimeUnit.NANOSECONDS));
    }
}
