package org.jmlmmj.maintd;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.RelayOutbox;

/**
 * Sends parked mails unless the relay is known not to answer; they stay in the queue then. As thread-safe as the work.
 *
 * @param work whose mails they are
 */
record WatchedOutbox(Work work) implements Outbox {
    @Override
    public void send(List<ParkedMail> mails) {
        if (mails.isEmpty()) {
            return;
        }
        try {
            Relay relay = Relay.of(work.list());
            Optional<String> trouble = work.settings().relays().troubleOf(relay);
            if (trouble.isPresent()) {
                work.report().note("mails stay in the queue (" + mails.size() + "): " + trouble.get());
            } else {
                new RelayOutbox(work.list(), relay, work.settings().stop()).send(mails);
            }
        } catch (IOException e) {
            work.report().trouble("mails stay in the queue (" + mails.size() + "): " + FailureText.of(e));
        }
    }
}
