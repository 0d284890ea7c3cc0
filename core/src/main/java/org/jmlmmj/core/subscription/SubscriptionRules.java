package org.jmlmmj.core.subscription;

import java.util.Optional;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;

/**
 * Decides what a wish to join leads to (spec 02 §7.1). A pure function, so thread-safe.
 */
public final class SubscriptionRules {
    private SubscriptionRules() {}

    /**
     * A wish to join.
     *
     * @param version what is wanted
     * @param reason who wants it
     * @param confirm whether the address is to confirm it first
     * @param force whether gatekeepers are passed over
     */
    public record Wish(Version version, Reason reason, boolean confirm, boolean force) {}

    /** What happens next. */
    public sealed interface Step {
        /** Nothing; the address has what it wants. */
        record AlreadySubscribed() implements Step {}

        /** The address is asked to confirm. */
        record AskConfirmation() implements Step {}

        /** The gatekeepers are asked. */
        record AskGatekeepers() implements Step {}

        /**
         * The subscription is written.
         *
         * @param reason the reason for texts and notices: a change of version is a switch, whoever wanted it
         */
        record Subscribe(Reason reason) implements Step {}
    }

    /**
     * The next step.
     *
     * @param current how the address is subscribed now
     * @param hasGatekeepers whether new subscriptions of this list need permission
     */
    public static Step next(Optional<Version> current, Wish wish, boolean hasGatekeepers) {
        if (current.isPresent()) {
            if (current.get() == wish.version()) {
                return new Step.AlreadySubscribed();
            }
            // The original switches at once, so anybody could stop somebody's mail by a forged From: (spec 02 §9).
            boolean ask = wish.confirm() && wish.reason() == Reason.REQUEST;
            return ask ? new Step.AskConfirmation() : new Step.Subscribe(Reason.SWITCH);
        }
        if (wish.confirm()) {
            return new Step.AskConfirmation();
        }
        boolean mustAsk = hasGatekeepers && !wish.force() && wish.reason() != Reason.PERMIT;
        return mustAsk ? new Step.AskGatekeepers() : new Step.Subscribe(wish.reason());
    }
}
