package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.AskedPeople;
import org.jmlmmj.core.reply.SubscriptionMails;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.PendingRequest;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.SubscriptionRules.Step;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;

/**
 * Subscribes people (spec 02 §7.1, §7.3). A request is deleted only when what it asked for is on disk, so a crash repeats a
 * step and never loses one. Thread-safe, also between processes.
 */
public final class Joining {
    private final MailingList list;
    private final AdminMailWriter writer;
    private final SubscriptionMails mails;
    private final Asking asking;
    private final RequestSearch permissions;
    private final Turns turns;

    /** Subscriptions to a list, with mails by this writer. */
    public Joining(MailingList list, AdminMailWriter writer) {
        this(list, writer, list.joinConfirmations()::of, list.subscriptionRequests()::of);
    }

    /** The same with other searches for requests of a person that wait to be confirmed, to be permitted. */
    Joining(MailingList list, AdminMailWriter writer, RequestSearch confirmations, RequestSearch permissions) {
        this.list = list;
        this.writer = writer;
        this.mails = new SubscriptionMails(list.address());
        this.asking = new Asking(list, writer, list.joinConfirmations(), confirmations);
        this.permissions = permissions;
        this.turns = new Turns(list);
    }

    /**
     * Which mails go out.
     *
     * @param welcome whether the subscriber gets a welcome mail
     * @param already whether somebody who is subscribed is told so
     * @param notice whether the owner may be told, if the list wants it
     */
    public record Courtesy(boolean welcome, boolean already, boolean notice) {
        /** What answers to mails do. */
        public static final Courtesy FULL = new Courtesy(true, true, true);
    }

    /** Takes the next step of a wish to join. */
    public Change subscribe(EmailAddress address, Wish wish, Courtesy courtesy) throws IOException {
        return turns.take(() -> step(address.lowerCase(), wish, courtesy));
    }

    /**
     * The address confirms its wish, by the cookie alone (spec 02 §6.5).
     *
     * @param version what the address it wrote to says
     */
    public Change confirm(Cookie cookie, Version version) throws IOException {
        return turns.take(() -> {
            Optional<PendingRequest> pending = list.joinConfirmations().find(cookie);
            if (pending.isEmpty()) {
                return new Change(Outcome.UNKNOWN_COOKIE, List.of());
            }
            Wish wish = new Wish(version, Reason.CONFIRM, false, false);
            Change change = conclude(pending.get().address(), wish, Courtesy.FULL);
            list.joinConfirmations().delete(cookie);
            return change;
        });
    }

    /**
     * A gatekeeper permits a wish.
     *
     * @param confirm whether the address is to confirm it before
     */
    public Change permit(Cookie cookie, boolean confirm, Courtesy courtesy) throws IOException {
        return turns.take(() -> {
            Optional<PendingRequest> waiting = list.subscriptionRequests().find(cookie);
            Optional<Version> version = waiting.flatMap(found -> RequestWords.version(found.detail()));
            if (version.isEmpty()) {
                return new Change(Outcome.UNKNOWN_COOKIE, List.of());
            }
            Wish wish = new Wish(version.get(), Reason.PERMIT, confirm, false);
            Change change = conclude(waiting.get().address(), wish, courtesy);
            list.subscriptionRequests().delete(cookie);
            return change;
        });
    }

    /** A gatekeeper refuses a wish; nobody is told. */
    public Change obstruct(Cookie cookie) throws IOException {
        return turns.take(() -> {
            boolean existed = list.subscriptionRequests().delete(cookie);
            return new Change(existed ? Outcome.OBSTRUCTED : Outcome.UNKNOWN_COOKIE, List.of());
        });
    }

    /**
     * The last step of a request. An address that has what it wanted, while its request is still there, was most likely subscribed
     * by an attempt at this step that died before it had told anybody. So it is told now, and not that nothing has changed.
     */
    private Change conclude(EmailAddress person, Wish wish, Courtesy courtesy) throws IOException {
        boolean isRepetition = list.subscribers()
                .versionOf(person)
                .filter(wish.version()::equals)
                .isPresent();
        return isRepetition ? write(person, wish.version(), wish.reason(), courtesy) : step(person, wish, courtesy);
    }

    /** The same for an address in lower case, by somebody whose turn it is. */
    Change step(EmailAddress person, Wish wish, Courtesy courtesy) throws IOException {
        if (SubscribableAddress.refusal(person, list).isPresent()) {
            return new Change(Outcome.REFUSED, List.of());
        }
        Optional<Version> current = list.subscribers().versionOf(person);
        boolean hasGatekeepers = list.tunables().get(Tunable.SUBMOD).isPresent();
        Step step = SubscriptionRules.next(current, wish, hasGatekeepers);
        if (step instanceof Step.AskConfirmation) {
            return asking.confirmation(
                    person,
                    wish.reason(),
                    "",
                    cookie -> mails.confirmSubscription(person, wish.reason(), wish.version(), cookie.value()));
        }
        if (step instanceof Step.AskGatekeepers) {
            return askGatekeepers(person, wish);
        }
        if (step instanceof Step.Subscribe subscribe) {
            return write(person, wish.version(), subscribe.reason(), courtesy);
        }
        // Not only a word: an address that stands in more folders than it should leaves the others (spec 07 §4.2).
        list.subscribers().subscribe(person, wish.version());
        return new Change(Outcome.ALREADY_SUBSCRIBED, tellAlready(person, wish, courtesy));
    }

    private Change askGatekeepers(EmailAddress person, Wish wish) throws IOException {
        List<PendingRequest> older = permissions.of(person);
        if (asking.isTooEarly(
                wish.reason(), older.stream().map(PendingRequest::since).toList())) {
            return new Change(Outcome.GATEKEEPERS_WAIT, List.of());
        }
        String word = RequestWords.word(wish.version());
        // The same wish keeps its cookie, so that gatekeepers may still answer the first mail.
        Optional<Cookie> same = older.stream()
                .filter(waiting -> waiting.detail().equals(word))
                .map(PendingRequest::cookie)
                .findFirst();
        Cookie cookie =
                same.isPresent() ? same.get() : list.subscriptionRequests().create(person, word, asking.unasked());
        AskedPeople asked = AskedPeople.forSubscription(list);
        List<ParkedMail> parked = new ArrayList<>(
                writer.write(mails.gatekeeperRequest(person, wish.reason(), wish.version(), asked, cookie.value())));
        if (!list.tunables().get(Tunable.NOSUBMODMAILS)) {
            parked.addAll(writer.write(mails.gatekeeperNotice(person, wish.reason(), wish.version(), asked)));
        }
        list.subscriptionRequests().renew(cookie, list.clock().instant());
        for (PendingRequest waiting : older) {
            if (!waiting.cookie().equals(cookie)) {
                list.subscriptionRequests().delete(waiting.cookie());
            }
        }
        return new Change(Outcome.GATEKEEPERS_ASKED, parked);
    }

    private Change write(EmailAddress person, Version version, Reason reason, Courtesy courtesy) throws IOException {
        list.subscribers().subscribe(person, version);
        Outcome outcome = reason == Reason.SWITCH ? Outcome.SWITCHED : Outcome.SUBSCRIBED;
        return new Change(outcome, tell(person, version, reason, courtesy));
    }

    /** Writes the mails about a new subscription or version. */
    List<ParkedMail> tell(EmailAddress person, Version version, Reason reason, Courtesy courtesy) throws IOException {
        List<ParkedMail> parked = new ArrayList<>();
        if (courtesy.welcome()) {
            parked.addAll(writer.write(mails.welcome(person, reason, version)));
        }
        if (courtesy.notice() && reason != Reason.SWITCH && list.tunables().get(Tunable.NOTIFYSUB)) {
            parked.addAll(writer.write(mails.notifySubscribed(person, reason, version)));
        }
        return parked;
    }

    /** Writes the mail to somebody who has what was wanted. */
    List<ParkedMail> tellAlready(EmailAddress person, Wish wish, Courtesy courtesy) throws IOException {
        return courtesy.already()
                ? writer.write(mails.alreadySubscribed(person, wish.reason(), wish.version()))
                : List.of();
    }
}
