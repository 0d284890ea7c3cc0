package org.jmlmmj.bounce;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.spool.BounceLine;

/**
 * Which addresses have bounced for too long (spec 04 §9.2). Immutable and thread-safe.
 *
 * @param life how long an address may bounce until it is unsubscribed, with the time that a probe would have had to come back
 */
record Overdue(MailingList list, Duration life) {
    /** @throws IOException if {@code control/bouncelife} cannot be read */
    static Overdue of(MailingList list) throws IOException {
        return new Overdue(
                list,
                Duration.ofSeconds(list.tunables().get(Tunable.BOUNCELIFE)).plus(Probes.WAIT));
    }

    /**
     * The oldest bounce of an address that is to be unsubscribed; empty if it is not.
     *
     * @param problem is told of a line that is no bounce
     */
    Optional<BounceLine> since(EmailAddress address, Consumer<String> problem) throws IOException {
        if (list.bounces().probeTime(address).isPresent()) {
            return Optional.empty();
        }
        Optional<String> oldest = list.bounces().firstLine(address).filter(line -> !line.isBlank());
        if (oldest.isEmpty()) {
            return Optional.empty();
        }
        Optional<BounceLine> line = BounceLine.parse(oldest.get());
        if (line.isEmpty()) {
            problem.accept("its first line is no bounce: " + oldest.get());
        }
        return line.filter(
                bounce -> list.clock().instant().getEpochSecond() - bounce.epochSecond() >= life.toSeconds());
    }
}
