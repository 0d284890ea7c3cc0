package org.jmlmmj.bounce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.BounceNumbers;
import org.jmlmmj.core.reply.InfoMails;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * Sends probes: mails to bouncing addresses that tell which posts came back, and whose own bounce decides (spec 05 §5). A probe is
 * marked as sent only when the relay has taken it; one that it does not take is deleted, as the next maintenance run writes
 * another. Thread-safe, also between processes.
 */
public final class Probes {
    /** How long a probe may take to come back; {@code WAITPROBE} of the original. */
    public static final Duration WAIT = Duration.ofHours(12);

    private final MailingList list;
    private final AdminMailWriter writer;
    private final Outbox outbox;

    /**
     * @param writer writes the mails
     * @param outbox sends them
     */
    public Probes(MailingList list, AdminMailWriter writer, Outbox outbox) {
        this.list = list;
        this.writer = writer;
        this.outbox = outbox;
    }

    /**
     * Sends a probe to an address, unless one is on its way.
     *
     * @return whether one is on its way now
     */
    public boolean send(EmailAddress address) throws IOException {
        return !send(List.of(address)).isEmpty();
    }

    /**
     * Sends probes over one connection, to those addresses to which none is on its way.
     *
     * @return the addresses to which one is on its way now
     */
    List<EmailAddress> send(List<EmailAddress> addresses) throws IOException {
        return ProbeGuard.of(list).alone(() -> sendAlone(addresses));
    }

    private List<EmailAddress> sendAlone(List<EmailAddress> addresses) throws IOException {
        List<EmailAddress> probed = new ArrayList<>();
        Map<EmailAddress, ParkedMail> waiting = new LinkedHashMap<>();
        try {
            for (EmailAddress address : addresses) {
                if (list.bounces().probeTime(address).isPresent()) {
                    probed.add(address);
                } else {
                    waiting.put(address, write(address));
                }
            }
            outbox.send(List.copyOf(waiting.values()));
            for (Map.Entry<EmailAddress, ParkedMail> mail : waiting.entrySet()) {
                if (isTaken(mail.getValue())) {
                    list.bounces().markProbed(mail.getKey(), list.clock().instant());
                    list.syslog().info("probe sent to " + mail.getKey());
                    probed.add(mail.getKey());
                }
            }
        } finally {
            for (ParkedMail mail : waiting.values()) {
                list.queue().delete(mail);
            }
        }
        return probed;
    }

    private ParkedMail write(EmailAddress address) throws IOException {
        BounceNumbers numbers = new BounceNumbers(list.bounces().file(address));
        return writer.write(new InfoMails(list.address()).probe(address, numbers))
                .get(0);
    }

    /** The outbox deletes what the relay has accepted. */
    private static boolean isTaken(ParkedMail mail) {
        return !Files.exists(mail.file(), LinkOption.NOFOLLOW_LINKS);
    }
}
