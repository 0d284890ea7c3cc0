package org.jmlmmj.bounce;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.BounceLine;
import org.jmlmmj.core.subscription.Change;
import org.jmlmmj.core.subscription.Leaving;

/**
 * Unsubscribes addresses from which mail has come back for too long, and whose last probe came back too (spec 04 §9.2). Nothing is
 * ever sent to them. Thread-safe, also between processes.
 */
public final class BounceRemoval {
    private final MailingList list;
    private final Leaving leaving;
    private final Outbox outbox;

    /**
     * @param writer writes the notices to the owner
     * @param outbox sends them
     */
    public BounceRemoval(MailingList list, AdminMailWriter writer, Outbox outbox) {
        this.list = list;
        this.leaving = new Leaving(list, writer);
        this.outbox = outbox;
    }

    /**
     * Unsubscribes whoever is to be unsubscribed now.
     *
     * @param problems who is told of trouble with an address, one line each
     * @param stopped whether to stop before the next address
     * @return how many addresses were removed
     * @throws IOException if {@code bounce/} or {@code control/bouncelife} cannot be read
     */
    public int run(Consumer<String> problems, BooleanSupplier stopped) throws IOException {
        List<EmailAddress> recorded = list.bounces().recorded();
        if (recorded.isEmpty()) {
            return 0;
        }
        Overdue overdue = Overdue.of(list);
        BounceWalk walk = new BounceWalk(problems, stopped);
        return walk.over(recorded, address -> {
            Optional<BounceLine> since = overdue.since(address, problem -> walk.problem(address, problem));
            return since.isPresent() && unsubscribe(address, since.get());
        });
    }

    private boolean unsubscribe(EmailAddress address, BounceLine since) throws IOException {
        // Before it happens: a crash in between gives two lines instead of none.
        list.operationLog()
                .write("mlmmj-maintd: " + address + " unsubscribed due to bouncing since " + since.comment());
        Change change = leaving.removeBouncing(address);
        list.bounces().forget(address);
        list.syslog().info(address + " unsubscribed due to bouncing since " + since.comment());
        outbox.send(change.mails());
        return true;
    }
}
