package org.jmlmmj.bounce;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;

/**
 * Forgives addresses whose probe did not come back: they receive mail again, so what came back before is forgotten (spec 04 §9.1).
 * Thread-safe, also between processes.
 */
public final class Forgiveness {
    private final MailingList list;

    /** The bouncing addresses of this list. */
    public Forgiveness(MailingList list) {
        this.list = list;
    }

    /**
     * Forgives whoever is to be forgiven now.
     *
     * @param problems who is told of trouble with an address, one line each
     * @param stopped whether to stop before the next address
     * @return how many addresses were forgiven
     * @throws IOException if {@code bounce/} cannot be read
     */
    public int run(Consumer<String> problems, BooleanSupplier stopped) throws IOException {
        return new BounceWalk(problems, stopped).over(list.bounces().probed(), this::forgive);
    }

    private boolean isDue(EmailAddress address) throws IOException {
        Optional<Instant> sent = list.bounces().probeTime(address);
        return sent.isPresent()
                && sent.get().plus(Probes.WAIT).isBefore(list.clock().instant());
    }

    private boolean forgive(EmailAddress address) throws IOException {
        if (!isDue(address)) {
            return false;
        }
        // Under the guard: a bounce of the probe that is taken in at this moment counts.
        return ProbeGuard.of(list).alone(() -> {
            if (!isDue(address)) {
                return false;
            }
            list.bounces().forget(address);
            list.syslog().info(address + " receives mail again, its bounces are forgotten");
            return true;
        });
    }
}
