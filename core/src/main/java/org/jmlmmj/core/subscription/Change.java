package org.jmlmmj.core.subscription;

import java.util.List;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * What a wish to join or leave has led to. Everything it tells of is on disk, also the mails, which only have to be tried.
 * Immutable and thread-safe.
 *
 * @param outcome what happened
 * @param mails mails parked in the queue
 */
public record Change(Outcome outcome, List<ParkedMail> mails) {
    /** Copies the list. */
    public Change {
        mails = List.copyOf(mails);
    }

    /** What happened. */
    public enum Outcome {
        /** The address is subscribed now. */
        SUBSCRIBED,
        /** The address has another version now. */
        SWITCHED,
        /** The address had that version already. */
        ALREADY_SUBSCRIBED,
        /** The address was asked to confirm. */
        CONFIRMATION_ASKED,
        /** The address was asked a short while ago, or got too many answers of late, and is not asked again yet. */
        CONFIRMATION_WAITS,
        /** The gatekeepers were asked. */
        GATEKEEPERS_ASKED,
        /** The gatekeepers have been asked before and have not decided. */
        GATEKEEPERS_WAIT,
        /** A gatekeeper refused the request, which is gone. */
        OBSTRUCTED,
        /** The address is no longer subscribed. */
        UNSUBSCRIBED,
        /** The address was not subscribed. */
        NOT_SUBSCRIBED,
        /** The address may not be subscribed; {@link SubscribableAddress} says why. */
        REFUSED,
        /** There is no request with that cookie. */
        UNKNOWN_COOKIE
    }
}
