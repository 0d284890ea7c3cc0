package org.jmlmmj.core.reply;

import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.RandomNames;

/** Identifiers of mails that a list writes (RFC 5322 §3.6.4). Stateless, so thread-safe. */
public final class MessageId {
    private MessageId() {}

    /**
     * A new identifier, with its angle brackets.
     *
     * @param names source of its random part
     * @param process the number of this process
     */
    public static String next(MailingList list, RandomNames names, long process) {
        String random = names.next().substring(8);
        return "<" + list.clock().instant().getEpochSecond() + "-" + process + "-mlmmj-" + random + "@"
                + list.address().domain() + ">";
    }
}
