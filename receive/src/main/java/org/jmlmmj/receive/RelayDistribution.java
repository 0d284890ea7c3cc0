package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.send.Delivery;
import org.jmlmmj.send.DeliveryRecovery;
import org.jmlmmj.send.ListPost;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.RelayOutbox;
import org.jmlmmj.send.StopSignal;

/** Sends mails in this process to the relay of the list. Thread-safe. */
final class RelayDistribution implements Distribution {
    private final MailingList list;
    private final StopSignal stop;

    /** @param stop asks for an early end; who was not served then is left to maintenance */
    RelayDistribution(MailingList list, StopSignal stop) {
        this.list = list;
        this.stop = stop;
    }

    @Override
    public Prepared prepare(Path post, Optional<EmailAddress> omit) throws IOException {
        Delivery delivery = new ListPost(list, Relay.of(list), stop).prepare(post, omit);
        return () -> {
            try (delivery) {
                delivery.deliver();
            }
        };
    }

    @Override
    public boolean isPrepared(Path post) throws IOException {
        return new DeliveryRecovery(list).isPrepared(post);
    }

    @Override
    public void send(List<ParkedMail> mails) {
        RelayOutbox.of(list, stop).send(mails);
    }
}
