package org.jmlmmj.send.smtp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that is known beforehand, and a memory of what became of it. Thread-safe. */
final class RecordingWork implements Work {
    private final ConcurrentLinkedQueue<Transaction> transactions;
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final List<Ending> endings = new CopyOnWriteArrayList<>();
    private final List<Recipient> returned = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
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
    public void opened() {
        opened.incrementAndGet();
    }

    @Override
    public Optional<Transaction> next(boolean ahead) {
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
    public void giveBack(Transaction transaction) {
        returned.addAll(transaction.recipients());
    }

    @Override
    public void unbatch(Transaction transaction, String reason) {
        transactions.addAll(transaction.split());
    }

    @Override
    public void ended(Ending ending) {
        endings.add(ending);
    }

    List<String> outcomes() {
        return new ArrayList<>(outcomes);
    }

    /** Who was handed back. */
    List<String> returned() {
        return returned.stream().map(recipient -> recipient.address().value()).toList();
    }

    /** How many connections were opened. */
    int openings() {
        return opened.get();
    }

    List<Ending> endings() {
        return new ArrayList<>(endings);
    }
}
