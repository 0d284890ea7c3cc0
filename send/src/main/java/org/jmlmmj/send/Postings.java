package org.jmlmmj.send;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jmlmmj.send.smtp.MailForms;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.Transaction;

/** The mails of one delivery: one per recipient of its journal, or one per batch of them. Not thread-safe. */
final class Postings implements FanOut.Source {
    private final DeliveryJournal.Recipients recipients;
    private final Delivery.Manner manner;
    private final MailForms image;
    private final Queue<Transaction> ready = new ArrayDeque<>();
    private Optional<Batches> batches;

    Postings(DeliveryJournal.Recipients recipients, Delivery.Manner manner, MailForms image) {
        this.recipients = recipients;
        this.manner = manner;
        this.image = image;
        this.batches = manner.batches();
    }

    @Override
    public Optional<Transaction> next() throws IOException {
        if (ready.isEmpty() && batches.isPresent()) {
            fillBatch(batches.get());
        }
        Transaction first = ready.poll();
        return first == null ? recipients.next().map(this::alone) : Optional.of(first);
    }

    private void fillBatch(Batches how) throws IOException {
        List<Recipient> together = new ArrayList<>();
        Optional<Recipient> next = Optional.empty();
        do {
            next = recipients.next();
            if (next.isPresent() && how.batch().fits(next.get().address())) {
                together.add(next.get());
            } else {
                next.map(this::alone).ifPresent(ready::add);
            }
        } while (next.isPresent() && together.size() + ready.size() < how.size());
        if (!together.isEmpty()) {
            ready.add(Transaction.toAll(together, manner.sender(), how.batch(), image));
        }
    }

    private Transaction alone(Recipient recipient) {
        return Transaction.to(recipient, manner.sender(), image, manner.addressed());
    }

    @Override
    public void stopBatches() {
        batches = Optional.empty();
    }
}
