package org.jmlmmj.receive;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.message.Header;
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
    private final Consumer<String> operationLog;

    /**
     * @param policy what the list allows
     * @param subscribers who is subscribed
     * @param operationLog is told what access rules decided, for the owner of the list
     */
    public PostingRules(PostingPolicy policy, Membership subscribers, Consumer<String> operationLog) {
        this.policy = policy;
        this.subscribers = subscribers;
        this.operationLog = operationLog;
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
            return deny(DenyReason.MAXMAILSIZE, mail, "");
        }
        if (policy.needsAddress() && !mail.namesList()) {
            return deny(DenyReason.TOCC, mail, "");
        }
        Optional<AccessResult> access = policy.accessRules().map(rules -> judgeAccess(rules, mail));
        AccessAction action = access.map(AccessResult::action).orElse(AccessAction.ALLOW);
        if (action == AccessAction.DENY) {
            return deny(
                    DenyReason.ACCESS,
                    mail,
                    access.flatMap(AccessResult::qualifier).orElse(""));
        }
        if (action == AccessAction.DISCARD) {
            return new Verdict.Discard("an access rule says so");
        }
        boolean passes = action == AccessAction.SEND || policy.sendList().contains(mail.author());
        Optional<Verdict> refusal = passes ? Optional.empty() : refusePoster(mail);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (action == AccessAction.MODERATE) {
            // Wins over the send list (spec 02 §5.4).
            return new Verdict.Hold(HoldReason.ACCESS);
        }
        return policy.isModerated() && !passes ? new Verdict.Hold(HoldReason.MODERATED) : new Verdict.Distribute();
    }

    private AccessResult judgeAccess(AccessRules rules, IncomingMail mail) {
        AccessResult result = rules.judge(
                mail.headers().headers().stream().map(Header::unfolded).toList());
        result.logLines(mail.author()).forEach(operationLog);
        return result;
    }

    /** What happens to a post whose poster may not post; empty if its poster may. */
    private Optional<Verdict> refusePoster(IncomingMail mail) throws IOException {
        if (!policy.subscribersOnly() && !policy.moderatorsOnly()) {
            return Optional.empty();
        }
        if (policy.listAddresses().contains(mail.author())) {
            return Optional.of(new Verdict.Drop("it claims to come from the list itself"));
        }
        return mayPost(mail.author()) ? Optional.empty() : Optional.of(refuseOutsider(mail));
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
        return deny(policy.subscribersOnly() ? DenyReason.SUBONLYPOST : DenyReason.MODONLYPOST, mail, "");
    }

    /** Denies; without an answer where the list wants none, or where it would come back or start a loop. */
    private Verdict deny(DenyReason reason, IncomingMail mail, String qualifier) {
        String denied = "it is denied (" + reason.word() + ") and not answered: ";
        if (policy.listAddresses().contains(mail.author())) {
            return new Verdict.Drop(denied + "it claims to come from the list itself");
        }
        if (policy.silence().contains(reason)) {
            return new Verdict.Drop(denied + "the list wants it so");
        }
        return AutomaticMail.reason(mail)
                .<Verdict>map(why -> new Verdict.Drop(denied + why))
                .orElseGet(() -> new Verdict.Deny(reason, mail.author(), qualifier));
    }
}
