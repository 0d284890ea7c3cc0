package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.subscriber.AddressSet;
import org.jmlmmj.core.subscriber.BulkSubscription;
import org.jmlmmj.core.subscriber.Located;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.Leaving.Courtesy;
import org.jmlmmj.core.subscription.Leaving.Wish;

/**
 * Unsubscribes many people: the rules and mails of {@link Leaving} for each of them, but the subscriber files are rewritten
 * once, before the first mail is written. Thread-safe, also between processes.
 */
public final class BulkLeaving {
    private final MailingList list;
    private final AdminMailWriter writer;
    private final RequestIndex.Folder confirmations;
    private final Turns turns;

    /** Subscriptions to a list, with mails by this writer. */
    public BulkLeaving(MailingList list, AdminMailWriter writer) {
        this(list, writer, list.leaveConfirmations()::each);
    }

    /** The same with these requests that wait to be confirmed. */
    BulkLeaving(MailingList list, AdminMailWriter writer, RequestIndex.Folder confirmations) {
        this.list = list;
        this.writer = writer;
        this.confirmations = confirmations;
        this.turns = new Turns(list);
    }

    /**
     * Takes the next step of the wish for each address.
     *
     * @return how often it led to what
     */
    public Tally unsubscribe(AddressSet addresses, Wish wish, Courtesy courtesy, BulkCourse course) throws IOException {
        Leaving leaving = new Leaving(list, writer, new RequestIndex(addresses, confirmations));
        List<SubscriberFolder> folders = leaving.folders(wish.version());
        BulkSubscription bulk = new BulkSubscription(list.subscribers(), addresses, course.changes());
        Located before = turns.take(() -> wish.confirm() ? bulk.locate() : bulk.unsubscribe(folders));
        return new BulkMails(turns, course)
                .take(
                        addresses.size(),
                        number ->
                                tell(leaving, addresses.address(number), before.isIn(folders, number), wish, courtesy));
    }

    private static Change tell(Leaving leaving, EmailAddress person, boolean subscribed, Wish wish, Courtesy courtesy)
            throws IOException {
        if (!subscribed) {
            return new Change(Outcome.NOT_SUBSCRIBED, leaving.tellNotSubscribed(person, wish, courtesy));
        }
        return wish.confirm()
                ? leaving.step(person, wish, courtesy)
                : new Change(Outcome.UNSUBSCRIBED, leaving.tell(person, wish, courtesy));
    }
}
