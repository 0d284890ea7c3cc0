package org.jmlmmj.core.reply;

import java.io.IOException;

/**
 * Takes mails that were written, and sends them: now, or, if that fails for a time, from the queue later. When it returns, each
 * recipient has the mail or is on disk as one who is still to get it. Implementations say whether they are thread-safe.
 */
@FunctionalInterface
public interface Outbox {
    /**
     * Sends a mail.
     *
     * @throws IOException if the mail can neither be sent nor be kept for later; its file is still in the queue
     */
    void send(OutgoingMail mail) throws IOException;
}
