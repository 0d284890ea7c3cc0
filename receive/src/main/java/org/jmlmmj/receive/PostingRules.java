package org.jmlmmj.receive;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.reply.HoldReason;
import org.jmlmmj.receive.Verdict.DenyReason;

/**
 * Decides what happens with a mail (spec 02 §2.2, in its order, with its corrections: bounces are recognised before the size
 * is checked, and the list's own addresses are never answered). Touches no file; the only question it asks is who is
 * subscribed. Immutable and thread-safe.
 */
public final class PostingRules {
    private final PostingPolicy policy;
    private final Membership subscribers;

    /** The rules of a list. */
    public PostingRules(PostingPolicy policy, Membership subscribers) {
        this.policy = policy;
        this.subscribers = subscribers;
    }

    /** The verdict about a mail. */
    public Verdict judge(IncomingMail mail) throws IOException {
        String extension = mail.extension();
        if (mail.authors().size() != 1 && !Ascii.startsWithIgnoreCase(extension, "bounces")) {
            return new Verdict.Discard("it has " + mail.authors().size() + " addresses in From: instead of one");
        }
        if (Ascii.equalsIgnoreCase(extension, "owner")) {
            return new Verdict.ToOwner();
        }
        if (!extension.isEmpty()) {
            return new Verdict.Command(extension);
        }
        return judgePost(mail);
    }

    private Verdict judgePost(IncomingMail mail) throws IOException {
        if (mail.hasNullSender()) {
            return new Verdict.Discard("it has no envelope sender, so it is a bounce or an automatic answer");
        }
        Optional<String> loop = policy.loopGuard().flatMap(guard -> guard.reason(mail.headers()));
        if (loop.isPresent()) {
            return new Verdict.Discard(loop.get());
        }
        if (policy.maxMailSize().isPresent()
                && mail.size() > policy.maxMailSize().getAsLong()) {
            return deny(DenyReason.MAXMAILSIZE, mail);
        }
        if (policy.needsAddress() && !mail.namesList()) {
            return deny(DenyReason.TOCC, mail);
        }
        if (policy.sendList().contains(mail.author())) {
            return new Verdict.Distribute();
        }
        return judgePoster(mail);
    }

    private Verdict judgePoster(IncomingMail mail) throws IOException {
        EmailAddress poster = mail.author();
        boolean restricted = policy.subscribersOnly() || policy.moderatorsOnly();
        if (restricted) {
            if (policy.listAddresses().contains(poster)) {
                return new Verdict.Drop("it claims to come from the list itself");
            }
            if (!mayPost(poster)) {
                return refuseOutsider(mail);
            }
        }
        return policy.isModerated() ? new Verdict.Hold(HoldReason.MODERATED) : new Verdict.Distribute();
    }

    private boolean mayPost(EmailAddress poster) throws IOException {
        return policy.subscribersOnly()
                ? subscribers.includes(poster)
                : policy.moderators().contains(poster);
    }

    private Verdict refuseOutsider(IncomingMail mail) {
        if (policy.holdsOutsiders()) {
            return new Verdict.Hold(policy.subscribersOnly() ? HoldReason.MODNONSUBPOSTS : HoldReason.MODNONMODPOSTS);
        }
        return deny(policy.subscribersOnly() ? DenyReason.SUBONLYPOST : DenyReason.MODONLYPOST, mail);
    }

    /** Denies; without an answer where the list wants none, or where it would come back or start a loop. */
    private Verdict deny(DenyReason reason, IncomingMail mail) {
        String denied = "it is denied (" + reason.word() + ") and not answered: ";
        if (policy.listAddresses().contains(mail.author())) {
            return new Verdict.Drop(denied + "it claims to come from the list itself");
        }
        if (policy.silence().contains(reason)) {
            return new Verdict.Drop(denied + "the list wants it so");
        }
        return AutomaticMail.reason(mail)
                .<Verdict>map(why -> new Verdict.Drop(denied + why))
                .orElseGet(() -> new Verdict.Deny(reason, mail.author(), ""));
    }
}
