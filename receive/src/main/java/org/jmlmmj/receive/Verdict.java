package org.jmlmmj.receive;

import java.util.Locale;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.reply.HoldReason;

/** What is to happen with a mail (spec 02 §2.2); judging changes nothing, acting does. Immutable and thread-safe. */
public sealed interface Verdict {
    /** The post goes to the subscribers. */
    record Distribute() implements Verdict {}

    /** The post waits for a moderator. */
    record Hold(HoldReason reason) implements Verdict {}

    /**
     * The post is not distributed and its poster is told.
     *
     * @param poster who gets the answer
     * @param qualifier the qualifier of the access rule that denied it, else empty
     */
    record Deny(DenyReason reason, EmailAddress poster, String qualifier) implements Verdict {}

    /** The mail is deleted; nobody is told but the log. */
    record Drop(String why) implements Verdict {}

    /** The mail is neither distributed nor answered, but kept for a while in {@code queue/discarded}. */
    record Discard(String why) implements Verdict {}

    /** The mail goes to the owners as it is. */
    record ToOwner() implements Verdict {}

    /**
     * The mail is a command to the list.
     *
     * @param extension the extension of the address it came to, in its own case
     */
    record Command(String extension) implements Verdict {}

    /** Why a post is denied; the word stands in the names of list texts. */
    enum DenyReason {
        /** It is too large. */
        MAXMAILSIZE,
        /** The list's address is neither in {@code To:} nor in {@code Cc:}. */
        TOCC,
        /** An access rule says so. */
        ACCESS,
        /** Its poster is not subscribed. */
        SUBONLYPOST,
        /** Its poster is no moderator. */
        MODONLYPOST;

        /** The word in list text names. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
