package org.jmlmmj.admin.lists;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jmlmmj.admin.profile.Addresses;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.subscriber.AddressSet;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.SubscriberLines;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.BulkCourse;
import org.jmlmmj.core.subscription.BulkJoining;
import org.jmlmmj.core.subscription.BulkLeaving;
import org.jmlmmj.core.subscription.Joining;
import org.jmlmmj.core.subscription.Leaving;
import org.jmlmmj.core.subscription.SubscribableAddress;
import org.jmlmmj.core.subscription.SubscriptionRules;

/** Changes the subscribers of lists, by the same rules and under the same locks as by mail and by hand (spec 09 §8.7, §8.10, §9). Thread-safe. */
public final class Members {
    private final ListPlaces places;
    private final Function<MailingList, AdminMailWriter> writers;
    private final Function<MailingList, Outbox> outboxes;
    private final RandomNames names;
    private final int most;

    /**
     * Subscribers of the lists in these places.
     *
     * @param writers writes a list's mails
     * @param outboxes sends them
     * @param most addresses in one request
     */
    public Members(
            ListPlaces places,
            Function<MailingList, AdminMailWriter> writers,
            Function<MailingList, Outbox> outboxes,
            RandomNames names,
            int most) {
        this.places = places;
        this.writers = writers;
        this.outboxes = outboxes;
        this.names = names;
        this.most = most;
    }

    /** The version that a word means; a word of no meaning is the normal one. */
    public static Version version(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "digest" -> Version.DIGEST;
            case "nomail" -> Version.NOMAIL;
            case "both" -> Version.BOTH;
            default -> Version.NORMAL;
        };
    }

    /**
     * Checks that there is such a list.
     *
     * @throws RequestException with {@code NO_SUCH_ACCOUNT}
     */
    public void requireList(EmailAddress list) throws RequestException {
        if (!places.isList(list)) {
            throw new RequestException("NO_SUCH_ACCOUNT");
        }
    }

    /**
     * Subscribes people.
     *
     * @param value addresses separated by commas
     * @param confirm whether each is asked by mail first
     */
    public Reply add(EmailAddress list, String value, Version version, boolean confirm)
            throws RequestException, IOException {
        MailingList open = places.open(list);
        Addresses addresses = read(value);
        List<String> warnings = new ArrayList<>(told(addresses));
        AddressSet people = new AddressSet(seed());
        for (EmailAddress person : addresses.valid()) {
            Optional<String> refusal = SubscribableAddress.refusal(person, open);
            refusal.ifPresent(why -> warnings.add(person + ": " + why));
            if (refusal.isEmpty()) {
                people.add(person);
            }
        }
        SubscriptionRules.Wish wish = new SubscriptionRules.Wish(version, Reason.ADMIN, confirm, true);
        new BulkJoining(open, writers.apply(open))
                .subscribe(people, wish, new Joining.Courtesy(false, confirm, false), course(open));
        return Reply.done(warnings);
    }

    /** Unsubscribes people, from every version and without a word. */
    public Reply remove(EmailAddress list, String value) throws RequestException, IOException {
        MailingList open = places.open(list);
        Addresses addresses = read(value);
        AddressSet people = new AddressSet(seed());
        addresses.valid().forEach(people::add);
        leave(open, people);
        return Reply.done(told(addresses));
    }

    /** Unsubscribes everybody. */
    public Reply removeAll(EmailAddress list) throws RequestException, IOException {
        MailingList open = places.open(list);
        AddressSet people = new AddressSet(seed());
        for (SubscriberFolder folder : open.subscribers().all()) {
            try (SubscriberLines lines = folder.lines()) {
                while (lines.next()) {
                    EmailAddress.parse(lines.line().strip()).ifPresent(people::add);
                }
            }
        }
        leave(open, people);
        return Reply.done();
    }

    private void leave(MailingList list, AddressSet people) throws IOException {
        Leaving.Wish wish = new Leaving.Wish(Optional.empty(), Reason.ADMIN, false);
        new BulkLeaving(list, writers.apply(list))
                .unsubscribe(people, wish, new Leaving.Courtesy(false, false, false), course(list));
    }

    private BulkCourse course(MailingList list) {
        return new BulkCourse(outboxes.apply(list), (done, all) -> {}, (done, all) -> {});
    }

    private Addresses read(String value) throws RequestException {
        Addresses addresses = Addresses.of(value);
        if (addresses.valid().size() + addresses.invalid().size() > most) {
            throw new RequestException("TOO_MANY_ADDRESSES");
        }
        return addresses;
    }

    private static List<String> told(Addresses addresses) {
        return addresses.invalid().stream()
                .map(wrong -> "\"" + wrong.replaceAll("\\p{Cntrl}", " ") + "\" is no address and was left out")
                .toList();
    }

    private long seed() {
        return Long.parseUnsignedLong(names.next(), 16);
    }
}
