package org.jmlmmj.send.smtp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Work that is known beforehand, and a memory of what became of it. Thread-safe. */
final class RecordingWork implements Work {
    private final ConcurrentLinkedQueue<Transaction> transactions;
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final List<Ending> endings = new CopyOnWriteArrayList<>();
    private volatile boolean over = true;

    RecordingWork(Collection<Transaction> transactions) {
        this.transactions = new ConcurrentLinkedQueue<>(transactions);
    }

    /** More may come. */
    RecordingWork open() {
        over = false;
        return this;
    }

    void add(Transaction transaction) {
        transactions.add(transaction);
    }

    void finish() {
        over = true;
    }

    @Override
    public Optional<Transaction> next() {
        return Optional.ofNullable(transactions.poll());
    }

    @Override
    public boolean isOver() {
        return over && transactions.isEmpty();
    }

    @Override
    public void done(Recipient recipient, Outcome outcome) {
        outcomes.add(recipient.address() + " " + outcome.getClass().getSimpleName());
    }

    @Override
    public void ended(Ending ending) {
        endings.add(ending);
    }

    List<String> outcomes() {
        return new ArrayList<>(outcomes);
    }

    List<Ending> endings() {
        return new ArrayList<>(endings);
    }
}
