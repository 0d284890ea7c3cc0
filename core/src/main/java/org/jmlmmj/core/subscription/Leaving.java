package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.SubscriptionMails;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.PendingRequest;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.SubscriberFolder;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;

/**
 * Unsubscribes people (spec 02 §7.2), from one version or from all. Thread-safe, also between processes.
 */
public final class Leaving {
    private final MailingList list;
    private final AdminMailWriter writer;
    private final SubscriptionMails mails;
    private final Asking asking;
    private final Turns turns;

    /** Subscriptions to a list, with mails by this writer. */
    public Leaving(MailingList list, AdminMailWriter writer) {
        this(list, writer, list.leaveConfirmations()::of);
    }

    /** The same with another search for requests of a person that wait. */
    Leaving(MailingList list, AdminMailWriter writer, RequestSearch confirmations) {
        this.list = list;
        this.writer = writer;
        this.mails = new SubscriptionMails(list.address());
        this.asking = new Asking(list, writer, list.leaveConfirmations(), confirmations);
        this.turns = new Turns(list);
    }

    /**
     * A wish to leave.
     *
     * @param version what is to be left; all if it is empty; never both
     * @param reason who wants it
     * @param confirm whether the address is to confirm it first
     */
    public record Wish(Optional<Version> version, Reason reason, boolean confirm) {}

    /**
     * Which mails go out.
     *
     * @param goodbye whether the person gets a last mail
     * @param notSubscribed whether somebody who is not subscribed is told so
     * @param notice whether the owner may be told, if the list wants it
     */
    public record Courtesy(boolean goodbye, boolean notSubscribed, boolean notice) {}

    /** Takes the next step of a wish to leave. */
    public Change unsubscribe(EmailAddress address, Wish wish, Courtesy courtesy) throws IOException {
        return turns.take(() -> step(address.lowerCase(), wish, courtesy));
    }

    /**
     * Unsubscribes an address because it bounces; the owner may be told. An address that is gone already was most likely removed by
     * an attempt at this that died before it had told him, so he is told now. What came back from the address stays until the
     * caller forgets it.
     */
    public Change removeBouncing(EmailAddress address) throws IOException {
        return turns.take(() -> {
            EmailAddress person = address.lowerCase();
            list.subscribers().removeBouncing(person);
            Wish wish = new Wish(Optional.empty(), Reason.BOUNCING, false);
            return new Change(Outcome.UNSUBSCRIBED, tell(person, wish, new Courtesy(false, false, true)));
        });
    }

    /**
     * The address confirms its wish, by the cookie alone (spec 02 §6.7).
     *
     * @param said the version in the address it wrote to; the one stored with the request wins, as the original uses the same
     *     address for the normal version and for all (spec 07 §5.2)
     */
    public Change confirm(Cookie cookie, Optional<Version> said) throws IOException {
        return turns.take(() -> {
            Optional<PendingRequest> pending = list.leaveConfirmations().find(cookie);
            if (pending.isEmpty()) {
                return new Change(Outcome.UNKNOWN_COOKIE, List.of());
            }
            Optional<Version> version = storedVersion(pending.get().detail()).or(() -> said);
            Wish wish = new Wish(version, Reason.CONFIRM, false);
            // Also if the address is gone: most likely an attempt at this died before it had told anybody.
            Change change = remove(pending.get().address(), wish, new Courtesy(true, false, true));
            list.leaveConfirmations().delete(cookie);
            return change;
        });
    }

    /** The same for an address in lower case, by somebody whose turn it is. */
    Change step(EmailAddress person, Wish wish, Courtesy courtesy) throws IOException {
        if (!isSubscribed(person, wish.version())) {
            return new Change(Outcome.NOT_SUBSCRIBED, tellNotSubscribed(person, wish, courtesy));
        }
        if (!wish.confirm()) {
            return remove(person, wish, courtesy);
        }
        return asking.confirmation(
                person,
                wish.reason(),
                wish.version().map(Version::word).orElse(""),
                cookie -> mails.confirmUnsubscription(person, wish.reason(), wish.version(), cookie.value()));
    }

    private boolean isSubscribed(EmailAddress person, Optional<Version> version) throws IOException {
        for (SubscriberFolder folder : folders(version)) {
            if (folder.contains(person)) {
                return true;
            }
        }
        return false;
    }

    List<SubscriberFolder> folders(Optional<Version> version) {
        return version.isPresent()
                ? list.subscribers().of(version.get())
                : list.subscribers().all();
    }

    private Change remove(EmailAddress person, Wish wish, Courtesy courtesy) throws IOException {
        list.subscribers().unsubscribe(person, folders(wish.version()));
        return new Change(Outcome.UNSUBSCRIBED, tell(person, wish, courtesy));
    }

    /** Writes the mails about a subscription that ended. */
    List<ParkedMail> tell(EmailAddress person, Wish wish, Courtesy courtesy) throws IOException {
        List<ParkedMail> parked = new ArrayList<>();
        if (courtesy.goodbye()) {
            parked.addAll(writer.write(mails.goodbye(person, wish.reason(), wish.version())));
        }
        if (courtesy.notice() && list.tunables().get(Tunable.NOTIFYSUB)) {
            parked.addAll(writer.write(mails.notifyUnsubscribed(person, wish.reason(), wish.version())));
        }
        return parked;
    }

    /** Writes the mail to somebody who is not subscribed. */
    List<ParkedMail> tellNotSubscribed(EmailAddress person, Wish wish, Courtesy courtesy) throws IOException {
        return courtesy.notSubscribed()
                ? writer.write(mails.notSubscribed(person, wish.reason(), wish.version()))
                : List.of();
    }

    private static Optional<Version> storedVersion(String word) {
        for (Version version : Version.values()) {
            if (version.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
