package org.jmlmmj.send;

import java.io.IOException;
import java.util.List;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * Sends parked mails over one connection (spec 03 §13). A mail leaves the queue when the relay has accepted it; any other stays
 * and is tried again by maintenance until {@code bouncelife} has passed. A mail that another process is sending is left to
 * it. Thread-safe.
 */
public final class RelayOutbox implements Outbox {
    /** Mails that are open at once; each may take memory for its image. */
    private static final int MOST_OPEN = 20;

    private final MailingList list;
    private final Relay relay;
    private final StopSignal stop;

    /** Mails of this list go to this relay. */
    public RelayOutbox(MailingList list, Relay relay, StopSignal stop) {
        this.list = list;
        this.relay = relay;
        this.stop = stop;
    }

    /** Mails of this list go to the relay that its control files name; they are read when there is a mail. */
    public static Outbox of(MailingList list, StopSignal stop) {
        return mails -> {
            if (mails.isEmpty()) {
                return;
            }
            try {
                new RelayOutbox(list, Relay.of(list), stop).send(mails);
            } catch (IOException e) {
                list.syslog()
                        .error(list.directory().path() + ": the relay's control files cannot be read, mails stay in"
                                + " the queue: " + e);
            }
        };
    }

    @Override
    public void send(List<ParkedMail> mails) {
        if (mails.isEmpty() || stop.isRequested()) {
            return;
        }
        try (OutboxRun run = new OutboxRun(list, mails)) {
            new FanOut(relay.withConnections(1), stop, list.syslog(), mails.size(), MOST_OPEN).run(run, run);
        } catch (IOException e) {
            list.syslog().error(list.directory().path() + ": mails stay in the queue: " + e);
        }
    }
}
