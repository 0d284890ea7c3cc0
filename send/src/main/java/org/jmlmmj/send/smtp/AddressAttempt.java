package org.jmlmmj.send.smtp;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The work of a job as one attempt at one address of the relay sees it: when the attempt is over, whoever makes the attempts
 * hears of it first, as the next address may serve better (RFC 5321 §5.1). As thread-safe as the work.
 *
 * @param work the work of the job
 * @param end hears how the attempt ended
 */
record AddressAttempt(Work work, Consumer<Ending> end) implements Work {
    @Override
    public void opened() {
        work.opened();
    }

    @Override
    public Optional<Transaction> next(boolean ahead) {
        return work.next(ahead);
    }

    @Override
    public boolean isOver() {
        return work.isOver();
    }

    @Override
    public void done(Recipient recipient, Outcome outcome) {
        work.done(recipient, outcome);
    }

    @Override
    public void giveBack(Transaction transaction) {
        work.giveBack(transaction);
    }

    @Override
    public void unbatch(Transaction transaction, String reason) {
        work.unbatch(transaction, reason);
    }

    @Override
    public void ended(Ending ending) {
        end.accept(ending);
    }
}
