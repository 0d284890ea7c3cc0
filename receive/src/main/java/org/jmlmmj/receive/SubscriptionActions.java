package org.jmlmmj.receive;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.reply.AdminMail;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.SubscriptionMails;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.Joining;
import org.jmlmmj.core.subscription.Leaving;
import org.jmlmmj.core.subscription.SubscribableAddress;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.jmlmmj.receive.Action.FollowUp;

/**
 * What people do about their subscriptions, and gatekeepers about those of others (spec 02 §6.4–6.7, §6.11, §6.12). The mails of a
 * change are on disk before the command leaves {@code incoming/}. Thread-safe, if the distribution is.
 */
final class SubscriptionActions {
    private final MailingList list;
    private final Distribution distribution;
    private final Joining joining;
    private final Leaving leaving;

    SubscriptionActions(MailingList list, AdminMailWriter writer, Distribution distribution) {
        this.list = list;
        this.distribution = distribution;
        this.joining = new Joining(list, writer);
        this.leaving = new Leaving(list, writer);
    }

    /** How a command is obeyed; empty if it is none about subscriptions. */
    Optional<Action> action(ListCommand command) {
        if (command instanceof ListCommand.Subscribe subscribe) {
            return Optional.of(work -> subscribe(work, subscribe.version()));
        }
        if (command instanceof ListCommand.ConfirmSubscription confirm) {
            return Optional.of(work -> confirmSubscription(work, confirm));
        }
        if (command instanceof ListCommand.Unsubscribe) {
            return Optional.of(this::unsubscribe);
        }
        if (command instanceof ListCommand.ConfirmUnsubscription confirm) {
            return Optional.of(work -> confirmUnsubscription(work, confirm));
        }
        if (command instanceof ListCommand.Permit permit) {
            return Optional.of(work -> permit(work, permit.cookie()));
        }
        if (command instanceof ListCommand.Obstruct obstruct) {
            return Optional.of(work -> obstruct(work, obstruct.cookie()));
        }
        return Optional.empty();
    }

    private FollowUp subscribe(WorkInHand work, Version version) throws IOException {
        Optional<String> automatic = AutomaticMail.reason(work.mail());
        if (automatic.isPresent()) {
            return work.ignore("programs do not subscribe: " + automatic.get());
        }
        EmailAddress person = work.mail().author();
        if (isDisabled(version)) {
            AdminMail answer = new SubscriptionMails(list.address()).versionDisabled(person, version);
            return work.answer(answer, distribution);
        }
        Optional<String> refusal = SubscribableAddress.refusal(person, list);
        if (refusal.isPresent()) {
            return work.ignore(person + " " + refusal.get());
        }
        log("mlmmj-sub: request for " + (version == Version.NORMAL ? "regular" : version.word()) + " subscription from "
                + person);
        Wish wish = new Wish(version, Reason.REQUEST, needsConfirmation(), false);
        return finish(work, joining.subscribe(person, wish, Joining.Courtesy.FULL));
    }

    private boolean isDisabled(Version version) throws IOException {
        if (version == Version.NOMAIL) {
            return list.tunables().get(Tunable.NONOMAILSUB) || isDisabledByOldName();
        }
        return version != Version.NORMAL && list.tunables().get(Tunable.NODIGESTSUB);
    }

    /** The original's version 1.5 reads a misspelt name; lists made for it keep working (spec 08 §1). */
    private boolean isDisabledByOldName() throws IOException {
        boolean disabled = list.tunables().get(Tunable.NOMAILSUB);
        if (disabled) {
            list.syslog()
                    .warning(list.directory().path() + "/control/nomailsub: counts as nonomailsub; please rename it");
        }
        return disabled;
    }

    private boolean needsConfirmation() throws IOException {
        return !list.tunables().get(Tunable.NOSUBCONFIRM);
    }

    private FollowUp unsubscribe(WorkInHand work) throws IOException {
        boolean confirm = needsConfirmation();
        Optional<String> automatic = AutomaticMail.reason(work.mail());
        if (confirm && automatic.isPresent()) {
            return work.ignore("programs cannot be asked to confirm: " + automatic.get());
        }
        EmailAddress person = work.mail().author();
        log("mlmmj-unsub: " + person + " requests unsubscribe");
        boolean answers = automatic.isEmpty();
        return finish(
                work,
                leaving.unsubscribe(
                        person,
                        new Leaving.Wish(Optional.empty(), Reason.REQUEST, confirm),
                        new Leaving.Courtesy(answers, answers, true)));
    }

    private FollowUp confirmSubscription(WorkInHand work, ListCommand.ConfirmSubscription command) throws IOException {
        Change change = joining.confirm(command.cookie(), command.version());
        return finish(
                work,
                change,
                "mlmmj-sub: " + author(work) + " confirmed subscription to " + what(Optional.of(command.version())));
    }

    private FollowUp confirmUnsubscription(WorkInHand work, ListCommand.ConfirmUnsubscription command)
            throws IOException {
        Change change = leaving.confirm(command.cookie(), command.version());
        return finish(
                work,
                change,
                "mlmmj-unsub: " + author(work) + " confirmed unsubscribe from " + what(command.version()));
    }

    private static String what(Optional<Version> version) {
        return version.filter(said -> said != Version.NORMAL).map(Version::word).orElse("regular list");
    }

    private FollowUp permit(WorkInHand work, Cookie cookie) throws IOException {
        Change change = joining.permit(cookie, false, Joining.Courtesy.FULL);
        return finish(work, change, author(work) + " permitted " + cookie);
    }

    private FollowUp obstruct(WorkInHand work, Cookie cookie) throws IOException {
        return finish(work, joining.obstruct(cookie), author(work) + " obstructed " + cookie);
    }

    private static String author(WorkInHand work) {
        return work.mail().author().value();
    }

    /** Finishes a command that came with a cookie. Somebody was faster, it has expired, or somebody is guessing. */
    private FollowUp finish(WorkInHand work, Change change, String line) throws IOException {
        if (change.outcome() == Outcome.UNKNOWN_COOKIE) {
            return work.ignore("no request waits under its cookie");
        }
        if (change.outcome() == Outcome.REFUSED) {
            return work.ignore("the address in the request may not be subscribed, so the request is deleted");
        }
        log(line);
        return finish(work, change);
    }

    private FollowUp finish(WorkInHand work, Change change) throws IOException {
        work.finish();
        list.syslog().info(work.id() + ": " + Secrets.hide(work.mail().extension()) + ": " + change.outcome());
        return () -> distribution.send(change.mails());
    }

    private void log(String line) {
        list.operationLog().write(line);
    }
}
