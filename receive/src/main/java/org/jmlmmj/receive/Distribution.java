package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;

/** Where mails go that are ready in {@code queue/}. Implementations take a mail over: nothing is lost when they fail. */
public interface Distribution {
    /**
     * Sends a post to the subscribers.
     *
     * @param omit a subscriber who does not get it
     */
    void toSubscribers(Path mail, Optional<EmailAddress> omit) throws IOException;

    /** Sends a mail to a few people. */
    void toRecipients(Path mail, ReversePath sender, List<EmailAddress> recipients) throws IOException;
}
