package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.subscriber.AddressSet;
import org.jmlmmj.core.subscriber.BulkSubscription;
import org.jmlmmj.core.subscriber.Located;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.Joining.Courtesy;
import org.jmlmmj.core.subscription.SubscriptionRules.Step;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;

/**
 * Subscribes many people: the rules and mails of {@link Joining} for each of them, but the subscriber files are rewritten once.
 * All subscriptions are on disk before the first mail is written, so a crash may cost mails, never a subscription; the same
 * again does what is left. Thread-safe, also between processes.
 */
public final class BulkJoining {
    private final MailingList list;
    private final AdminMailWriter writer;
    private final RequestIndex.Folder confirmations;
    private final RequestIndex.Folder permissions;
    private final Turns turns;

    /** Subscriptions to a list, with mails by this writer. */
    public BulkJoining(MailingList list, AdminMailWriter writer) {
        this(list, writer, list.joinConfirmations()::each, list.subscriptionRequests()::each);
    }

    /** The same with these requests that wait to be confirmed, to be permitted. */
    BulkJoining(
            MailingList list,
            AdminMailWriter writer,
            RequestIndex.Folder confirmations,
            RequestIndex.Folder permissions) {
        this.list = list;
        this.writer = writer;
        this.confirmations = confirmations;
        this.permissions = permissions;
        this.turns = new Turns(list);
    }

    /**
     * Takes the next step of the wish for each address.
     *
     * @param addresses all of which may be subscribed ({@link SubscribableAddress})
     * @return how often it led to what
     */
    public Tally subscribe(AddressSet addresses, Wish wish, Courtesy courtesy, BulkCourse course) throws IOException {
        boolean hasGatekeepers = list.tunables().get(Tunable.SUBMOD).isPresent();
        BulkSubscription bulk = new BulkSubscription(list.subscribers(), addresses, course.changes());
        Located before = turns.take(
                () -> bulk.subscribe(wish.version(), current -> isWritten(next(current, wish, hasGatekeepers))));
        Joining joining = joining(addresses);
        return new BulkMails(turns, course).take(addresses.size(), number -> {
            Step step = next(before.version(number), wish, hasGatekeepers);
            return tell(joining, addresses.address(number), step, wish, courtesy);
        });
    }

    private Joining joining(AddressSet people) {
        return new Joining(
                list, writer, new RequestIndex(people, confirmations), new RequestIndex(people, permissions));
    }

    private static Step next(Optional<Version> current, Wish wish, boolean hasGatekeepers) {
        return SubscriptionRules.next(current, wish, hasGatekeepers);
    }

    /** Who has the version already may stand in more folders than that (spec 07 §4.2). */
    private static boolean isWritten(Step step) {
        return step instanceof Step.Subscribe || step instanceof Step.AlreadySubscribed;
    }

    private static Change tell(Joining joining, EmailAddress person, Step step, Wish wish, Courtesy courtesy)
            throws IOException {
        if (step instanceof Step.Subscribe subscribe) {
            Outcome outcome = subscribe.reason() == Reason.SWITCH ? Outcome.SWITCHED : Outcome.SUBSCRIBED;
            return new Change(outcome, joining.tell(person, wish.version(), subscribe.reason(), courtesy));
        }
        if (step instanceof Step.AlreadySubscribed) {
            return new Change(Outcome.ALREADY_SUBSCRIBED, joining.tellAlready(person, wish, courtesy));
        }
        return joining.step(person, wish, courtesy);
    }
}
