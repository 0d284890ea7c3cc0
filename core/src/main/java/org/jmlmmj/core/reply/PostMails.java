package org.jmlmmj.core.reply;

import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.text.ItemList;
import org.jmlmmj.core.text.TextName;

/** The mails about posts (spec 02 §8.2): denials, moderation requests and notices. Immutable and thread-safe. */
public final class PostMails {
    private final ListAddress list;

    /** The mails of this list. */
    public PostMails(ListAddress list) {
        this.list = list;
    }

    /**
     * The post is too large.
     *
     * @param limit {@code control/maxmailsize}, in octets
     */
    public AdminMail tooLarge(ReportedPost post, EmailAddress to, long limit) {
        return denial("maxmailsize", "", Optional.of("maxmailsize"), post, to)
                .value("maxmailsize", Long.toString(limit))
                .build();
    }

    /** The list's address is neither in {@code To:} nor in {@code Cc:}. */
    public AdminMail notInToOrCc(ReportedPost post, EmailAddress to) {
        return denial("tocc", "", Optional.of("notintocc"), post, to).build();
    }

    /**
     * An access rule denies the post.
     *
     * @param qualifier what the rule's {@code deny-QUALIFIER} says; one that cannot be part of a file name is ignored
     */
    public AdminMail deniedByAccess(ReportedPost post, EmailAddress to, Optional<String> qualifier) {
        String type = qualifier.filter(TextName::isPart).orElse("");
        return denial("access", type, Optional.of("access"), post, to).build();
    }

    /** Only subscribers may post. */
    public AdminMail notSubscribed(ReportedPost post, EmailAddress to) {
        return denial("subonlypost", "", Optional.of("subonlypost"), post, to).build();
    }

    /** Only moderators may post. */
    public AdminMail notModerator(ReportedPost post, EmailAddress to) {
        return denial("modonlypost", "", Optional.empty(), post, to).build();
    }

    private AdminMail.Builder denial(
            String reason, String type, Optional<String> legacy, ReportedPost post, EmailAddress to) {
        TextName name = new TextName("deny", "post", reason, type, legacy);
        return show(post, AdminMail.fromOwner(list, name, to));
    }

    /**
     * Asks the moderators to release or reject a post.
     *
     * @param asked who is asked
     * @param cookie the name of the post in {@code moderation/}
     */
    public AdminMail moderationRequest(ReportedPost post, HoldReason reason, AskedPeople asked, String cookie) {
        EmailAddress release = list.withExtension("release-" + cookie);
        TextName name = TextName.of("moderate", "post", reason.word(), "").withLegacy("moderation");
        return show(post, AdminMail.fromOwner(list, name, list.moderators()))
                .replyTo(release)
                .sender(list.owner())
                .recipients(asked.recipients())
                .reply(false)
                .value("releaseaddr", release.value())
                .value("moderateaddr", release.value())
                .value("rejectaddr", list.withExtension("reject-" + cookie).value())
                .items(ItemList.MODERATORS, asked.items())
                .build();
    }

    /**
     * Tells the poster that the post waits.
     *
     * @param sender the envelope sender of the post
     * @return empty if that is the null sender, which must not be answered
     */
    public Optional<AdminMail> moderationNotice(
            ReportedPost post, HoldReason reason, AskedPeople asked, ReversePath sender) {
        TextName name = TextName.of("wait", "post", reason.word(), "").withLegacy("moderation-poster");
        return sender.address()
                .map(to -> show(post, AdminMail.fromOwner(list, name, to))
                        .sender(list.owner())
                        .items(ItemList.MODERATORS, asked.items())
                        .build());
    }

    private static AdminMail.Builder show(ReportedPost post, AdminMail.Builder mail) {
        return mail.value("subject", post.subject())
                .value("posteraddr", post.poster().value())
                .original(post.mail());
    }
}
