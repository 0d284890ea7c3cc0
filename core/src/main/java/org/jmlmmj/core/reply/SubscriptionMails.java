package org.jmlmmj.core.reply;

import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.text.ItemList;
import org.jmlmmj.core.text.TextName;

/**
 * The mails about subscriptions (spec 02 §8.2). An unsubscription concerns one version, or all if none is given. Immutable and
 * thread-safe.
 */
public final class SubscriptionMails {
    private final ListAddress list;

    /** The mails of this list. */
    public SubscriptionMails(ListAddress list) {
        this.list = list;
    }

    /**
     * Asks whether the person really wants to be subscribed.
     *
     * @param cookie the name of the request in {@code subconf/}
     */
    public AdminMail confirmSubscription(EmailAddress address, Reason reason, Version version, String cookie) {
        TextName name = name("confirm", "sub", reason, version.word()).withLegacy("sub-confirm" + ending(version));
        String command = version == Version.NORMAL ? "confsub-" : "confsub-" + version.word() + "-";
        return confirmation(name, address, reason, command + cookie, "bounces-confsub-" + cookie);
    }

    /**
     * Asks whether the person really wants to be unsubscribed.
     *
     * @param cookie the name of the request in {@code unsubconf/}
     */
    public AdminMail confirmUnsubscription(
            EmailAddress address, Reason reason, Optional<Version> version, String cookie) {
        TextName name = name("confirm", "unsub", reason, word(version)).withLegacy("unsub-confirm" + ending(version));
        return confirmation(
                name, address, reason, "confunsub" + ending(version) + "-" + cookie, "bounces-confunsub-" + cookie);
    }

    private AdminMail confirmation(TextName name, EmailAddress address, Reason reason, String command, String sender) {
        EmailAddress confirm = list.withExtension(command);
        return AdminMail.fromHelp(list, name, address)
                .replyTo(confirm)
                .sender(list.withExtension(sender))
                .reply(reason.followsMail())
                .value("subaddr", address.value())
                .value("confirmaddr", confirm.value())
                .value("confaddr", confirm.value())
                .build();
    }

    /** Welcomes a subscriber. */
    public AdminMail welcome(EmailAddress address, Reason reason, Version version) {
        TextName name = name("finish", "sub", reason, version.word()).withLegacy("sub-ok" + ending(version));
        return about(address, AdminMail.fromHelp(list, name, address))
                .reply(reason.followsMail())
                .build();
    }

    /** Says goodbye. */
    public AdminMail goodbye(EmailAddress address, Reason reason, Optional<Version> version) {
        TextName name = name("finish", "unsub", reason, word(version)).withLegacy("unsub-ok" + ending(version));
        return about(address, AdminMail.fromHelp(list, name, address))
                .reply(reason.followsMail())
                .build();
    }

    /**
     * The address is subscribed to that version already.
     *
     * @param reason why it was to be subscribed; only what a mail asked for is an answer and counted as one
     */
    public AdminMail alreadySubscribed(EmailAddress address, Reason reason, Version version) {
        TextName name = TextName.of("deny", "sub", "subbed", version.word()).withLegacy("sub-subscribed");
        return about(address, AdminMail.fromHelp(list, name, address))
                .reply(reason.followsMail())
                .build();
    }

    /** The address is not subscribed. */
    public AdminMail notSubscribed(EmailAddress address, Reason reason, Optional<Version> version) {
        TextName name = TextName.of("deny", "unsub", "unsubbed", word(version)).withLegacy("unsub-notsubscribed");
        return about(address, AdminMail.fromHelp(list, name, address))
                .reply(reason.followsMail())
                .build();
    }

    /** The list does not offer that version. */
    public AdminMail versionDisabled(EmailAddress address, Version version) {
        String legacy = version == Version.NOMAIL ? "sub-deny-nomail" : "sub-deny-digest";
        TextName name = TextName.of("deny", "sub", "disabled", version.word()).withLegacy(legacy);
        return about(address, AdminMail.fromOwner(list, name, address)).build();
    }

    /** Tells the owner about a new subscriber. */
    public AdminMail notifySubscribed(EmailAddress address, Reason reason, Version version) {
        TextName name = name("notify", "sub", reason, version.word()).withLegacy("notifysub" + ending(version));
        return about(address, AdminMail.fromOwner(list, name, list.owner()))
                .reply(false)
                .value("newsub", address.value())
                .build();
    }

    /** Tells the owner that somebody is no longer subscribed. */
    public AdminMail notifyUnsubscribed(EmailAddress address, Reason reason, Optional<Version> version) {
        TextName name = name("notify", "unsub", reason, word(version)).withLegacy("notifyunsub" + ending(version));
        return about(address, AdminMail.fromOwner(list, name, list.owner()))
                .reply(false)
                .value("oldsub", address.value())
                .build();
    }

    /**
     * Asks the gatekeepers to permit a subscription.
     *
     * @param asked who is asked
     * @param cookie what follows {@code subscribe} in the name of the request in {@code moderation/}
     */
    public AdminMail gatekeeperRequest(
            EmailAddress address, Reason reason, Version version, AskedPeople asked, String cookie) {
        EmailAddress permit = list.withExtension("permit-" + cookie);
        TextName name = name("gatekeep", "sub", reason, version.word()).withLegacy("submod-moderator");
        return about(address, AdminMail.fromOwner(list, name, list.moderators()))
                .replyTo(permit)
                .sender(list.owner())
                .recipients(asked.recipients())
                .reply(false)
                .value("permitaddr", permit.value())
                .value("moderateaddr", permit.value())
                .value("obstructaddr", list.withExtension("obstruct-" + cookie).value())
                .items(ItemList.GATEKEEPERS, asked.items())
                .build();
    }

    /** Tells the person that gatekeepers decide. */
    public AdminMail gatekeeperNotice(EmailAddress address, Reason reason, Version version, AskedPeople asked) {
        TextName name = name("wait", "sub", reason, version.word()).withLegacy("submod-requester");
        return about(address, AdminMail.fromOwner(list, name, address))
                .reply(reason.followsMail())
                .items(ItemList.GATEKEEPERS, asked.items())
                .build();
    }

    private static AdminMail.Builder about(EmailAddress address, AdminMail.Builder mail) {
        return mail.value("subaddr", address.value());
    }

    private static TextName name(String purpose, String action, Reason reason, String type) {
        return TextName.of(purpose, action, reason.word(), type);
    }

    private static String word(Optional<Version> version) {
        return version.map(Version::word).orElse("all");
    }

    private static String ending(Optional<Version> version) {
        return version.map(SubscriptionMails::ending).orElse("");
    }

    /** Commands and old names say nothing of the normal version, nor old names of both. */
    private static String ending(Version version) {
        return version == Version.DIGEST || version == Version.NOMAIL ? "-" + version.word() : "";
    }
}
