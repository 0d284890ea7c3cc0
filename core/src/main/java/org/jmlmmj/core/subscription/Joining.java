package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.AskedPeople;
import org.jmlmmj.core.reply.SubscriptionMails;
import org.jmlmmj.core.spool.Confirmations.Pending;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.SubscriptionRequests.Waiting;
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

    /** Subscriptions to a list, with mails by this writer. */
    public Joining(MailingList list, AdminMailWriter writer) {
        this.list = list;
        this.writer = writer;
        this.mails = new SubscriptionMails(list.address());
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
        EmailAddress person = address.lowerCase();
        Optional<Version> current = list.subscribers().versionOf(person);
        boolean hasGatekeepers = list.tunables().get(Tunable.SUBMOD).isPresent();
        Step step = SubscriptionRules.next(current, wish, hasGatekeepers);
        if (step instanceof Step.AskConfirmation) {
            return askConfirmation(person, wish);
        }
        if (step instanceof Step.AskGatekeepers) {
            return askGatekeepers(person, wish);
        }
        if (step instanceof Step.Subscribe subscribe) {
            return write(person, wish.version(), subscribe.reason(), courtesy);
        }
        // Not only a word: an address that stands in more folders than it should leaves the others (spec 07 §4.2).
        list.subscribers().subscribe(person, wish.version());
        return new Change(
                Outcome.ALREADY_SUBSCRIBED,
                courtesy.already() ? writer.write(mails.alreadySubscribed(person, wish.version())) : List.of());
    }

    /**
     * The address confirms its wish, by the cookie alone (spec 02 §6.5).
     *
     * @param version what the address it wrote to says
     */
    public Change confirm(Cookie cookie, Version version) throws IOException {
        Optional<Pending> pending = list.joinConfirmations().find(cookie);
        if (pending.isEmpty()) {
            return new Change(Outcome.UNKNOWN_COOKIE, List.of());
        }
        Wish wish = new Wish(version, Reason.CONFIRM, false, false);
        Change change = subscribe(pending.get().address(), wish, Courtesy.FULL);
        list.joinConfirmations().delete(cookie);
        return change;
    }

    /**
     * A gatekeeper permits a wish.
     *
     * @param confirm whether the address is to confirm it before
     */
    public Change permit(Cookie cookie, boolean confirm, Courtesy courtesy) throws IOException {
        Optional<Waiting> waiting = list.subscriptionRequests().find(cookie);
        Optional<Version> version = waiting.flatMap(found -> RequestWords.version(found.version()));
        if (version.isEmpty()) {
            return new Change(Outcome.UNKNOWN_COOKIE, List.of());
        }
        Wish wish = new Wish(version.get(), Reason.PERMIT, confirm, false);
        Change change = subscribe(waiting.get().address(), wish, courtesy);
        list.subscriptionRequests().delete(cookie);
        return change;
    }

    /** A gatekeeper refuses a wish; nobody is told. */
    public Change obstruct(Cookie cookie) throws IOException {
        boolean existed = list.subscriptionRequests().delete(cookie);
        return new Change(existed ? Outcome.OBSTRUCTED : Outcome.UNKNOWN_COOKIE, List.of());
    }

    private Change askConfirmation(EmailAddress person, Wish wish) throws IOException {
        List<Pending> older = list.joinConfirmations().of(person);
        if (wish.reason() == Reason.REQUEST && isRecent(older)) {
            return new Change(Outcome.CONFIRMATION_WAITS, List.of());
        }
        Cookie cookie = list.joinConfirmations().create(person, "");
        List<ParkedMail> parked =
                writer.write(mails.confirmSubscription(person, wish.reason(), wish.version(), cookie.value()));
        for (Pending pending : older) {
            list.joinConfirmations().delete(pending.cookie());
        }
        return new Change(Outcome.CONFIRMATION_ASKED, parked);
    }

    /** Anybody can write in somebody else's name: many requests for one victim make one mail per interval. */
    private boolean isRecent(List<Pending> pending) throws IOException {
        Duration interval = Duration.ofSeconds(list.tunables().get(Tunable.CONFIRMINTERVAL));
        return !pending.isEmpty()
                && pending.get(0).since().plus(interval).isAfter(list.clock().instant());
    }

    private Change askGatekeepers(EmailAddress person, Wish wish) throws IOException {
        if (wish.reason() != Reason.ADMIN
                && list.subscriptionRequests().of(person).isPresent()) {
            return new Change(Outcome.GATEKEEPERS_WAIT, List.of());
        }
        AskedPeople asked = AskedPeople.forSubscription(list);
        Cookie cookie = list.subscriptionRequests().create(person, RequestWords.word(wish.version()));
        List<ParkedMail> parked = new ArrayList<>();
        if (asked.recipients().isEmpty()) {
            list.syslog()
                    .error(list.directory().path() + ": has neither gatekeepers nor owners, so nobody is told of"
                            + " the request " + cookie);
        } else {
            parked.addAll(writer.write(
                    mails.gatekeeperRequest(person, wish.reason(), wish.version(), asked, cookie.value())));
        }
        if (!list.tunables().get(Tunable.NOSUBMODMAILS)) {
            parked.addAll(writer.write(mails.gatekeeperNotice(person, wish.reason(), wish.version(), asked)));
        }
        return new Change(Outcome.GATEKEEPERS_ASKED, parked);
    }

    private Change write(EmailAddress person, Version version, Reason reason, Courtesy courtesy) throws IOException {
        list.subscribers().subscribe(person, version);
        List<ParkedMail> parked = new ArrayList<>();
        if (courtesy.welcome()) {
            parked.addAll(writer.write(mails.welcome(person, reason, version)));
        }
        boolean isSwitch = reason == Reason.SWITCH;
        if (courtesy.notice() && !isSwitch && list.tunables().get(Tunable.NOTIFYSUB)) {
            parked.addAll(writer.write(mails.notifySubscribed(person, reason, version)));
        }
        return new Change(isSwitch ? Outcome.SWITCHED : Outcome.SUBSCRIBED, parked);
    }
}
