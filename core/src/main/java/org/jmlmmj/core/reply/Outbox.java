package org.jmlmmj.core.reply;

import java.util.List;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * Tries to send mails that are parked in the queue. One that is accepted, or refused for good, leaves the queue; any other
 * stays for the next maintenance run, so nothing is lost whatever goes wrong here. Problems are logged, not thrown.
 * Implementations say whether they are thread-safe.
 */
@FunctionalInterface
public interface Outbox {
    /** Sends what can be sent now. */
    void send(List<ParkedMail> mails);
}
