package org.jmlmmj.bounce;

import java.io.IOException;
import java.time.ZonedDateTime;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;

/** Writes bounce records of subscribers, and of nobody else (spec 05 §3). Thread-safe, also between processes. */
public final class BounceRecords {
    private final MailingList list;

    /** The records of this list. */
    public BounceRecords(MailingList list) {
        this.list = list;
    }

    /**
     * Records that mail to an address came back; it is on disk when this returns.
     *
     * @param ident index of the post, or another word from the bounce address
     * @param reason why, for the owner to read; any text, may be empty
     * @return whether the address is a subscriber's; of others nothing is recorded
     * @throws IOException if the record cannot be written
     */
    public boolean add(EmailAddress address, String ident, String reason) throws IOException {
        if (!list.subscribers().contain(address)) {
            list.syslog().info("bounce " + ident + " of " + address + " is ignored: not subscribed");
            return false;
        }
        boolean isNew = list.bounces().record(address, ident, ZonedDateTime.now(list.clock()), reason);
        list.syslog().info("bounce " + ident + " of " + address + (isNew ? ": " : " (again): ") + reason);
        return true;
    }
}
