package org.jmlmmj.bounce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;

/**
 * Sends a probe to every bouncing address to which none is on its way (spec 04 §9.3). Thread-safe, also between processes.
 */
public final class ProbeRound {
    /** As many probes go over one connection; between them, the round can be stopped. */
    private static final int BATCH = 50;

    private final MailingList list;
    private final Probes probes;

    /** The bouncing addresses of this list. */
    public ProbeRound(MailingList list, Probes probes) {
        this.list = list;
        this.probes = probes;
    }

    /**
     * Sends the probes that are due now. If the relay takes none of a batch, the others wait for the next run, so that a relay which
     * is down holds up a list with many bouncing addresses once.
     *
     * @param problems who is told of trouble with an address, one line each
     * @param stopped whether to stop before the next batch
     * @return how many probes were sent
     * @throws IOException if {@code bounce/} cannot be read
     */
    public int run(Consumer<String> problems, BooleanSupplier stopped) throws IOException {
        List<EmailAddress> recorded = list.bounces().recorded();
        if (recorded.isEmpty()) {
            return 0;
        }
        BounceWalk walk = new BounceWalk(problems, stopped);
        List<EmailAddress> due = new ArrayList<>();
        Overdue overdue = Overdue.of(list);
        walk.over(recorded, address -> isDue(address, overdue) && due.add(address));
        int sent = 0;
        for (int from = 0; from < due.size() && !stopped.getAsBoolean(); from += BATCH) {
            List<EmailAddress> batch = due.subList(from, Math.min(due.size(), from + BATCH));
            List<EmailAddress> probed = probes.send(batch);
            sent += probed.size();
            batch.stream()
                    .filter(address -> !probed.contains(address))
                    .forEach(address -> walk.problem(address, "the relay did not take the probe"));
            if (probed.isEmpty()) {
                break;
            }
        }
        return sent;
    }

    private boolean isDue(EmailAddress address, Overdue overdue) throws IOException {
        if (list.bounces().probeTime(address).isPresent()) {
            return false;
        }
        if (overdue.since(address, problem -> {}).isPresent()) {
            // It was to be unsubscribed just now, but something failed. A probe would put that off, or forgive the
            // address; and
            // if it is gone already, the next run knows only by its bounces of whom the owner has not been told yet.
            return false;
        }
        if (!list.subscribers().contain(address)) {
            list.bounces().forget(address);
            return false;
        }
        return true;
    }
}
