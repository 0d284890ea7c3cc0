package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.reply.Outbox;

/** Where mails go that are ready in {@code queue/}: posts to the subscribers, others to a few people. */
public interface Distribution extends Outbox {
    /** A post of which everything is on disk that its delivery needs. */
    interface Prepared {
        /** Delivers it; who does not get it now is on disk for the next maintenance run. */
        void deliver() throws IOException;
    }

    /**
     * Takes a post over: when this returns, it survives any crash from here on.
     *
     * @param omit a subscriber who does not get it
     */
    Prepared prepare(Path post, Optional<EmailAddress> omit) throws IOException;

    /** Whether a post was taken over before, by a process that died since. */
    boolean isPrepared(Path post) throws IOException;
}
