package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.message.RewrittenMail;
import org.jmlmmj.core.reply.AdminMail;
import org.jmlmmj.core.reply.AskedPeople;
import org.jmlmmj.core.reply.PostMails;
import org.jmlmmj.core.reply.ReportedPost;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.receive.Action.FollowUp;

/** The actions on posts: to distribute, hold, deny (spec 02 §5). Thread-safe, if the distribution is. */
final class PostActions {
    private final MailingList list;
    private final Distribution distribution;
    private final PostMails mails;

    PostActions(MailingList list, Distribution distribution) {
        this.list = list;
        this.distribution = distribution;
        this.mails = new PostMails(list.address());
    }

    /** Sends the post to the subscribers. */
    FollowUp distribute(WorkInHand work) throws IOException {
        Path post = list.queue().mail(work.name());
        if (distribution.isPrepared(post)) {
            list.syslog().info(work.id() + ": was accepted before as " + work.name());
            work.finish();
            return FollowUp.none();
        }
        if (!isArchived(post)) {
            work.put(work.asPost(), post);
        }
        Optional<EmailAddress> omit =
                list.tunables().get(Tunable.NOTMETOO) ? Optional.of(work.mail().author()) : Optional.empty();
        Distribution.Prepared prepared = distribution.prepare(post, omit);
        work.finish();
        list.syslog().info(work.id() + ": accepted as " + work.name());
        return prepared::deliver;
    }

    /** Whether an earlier run came as far as the archive; a new file would get another index. */
    private boolean isArchived(Path post) throws IOException {
        try {
            return list.archive().indexOf(post).isPresent();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Leaves the post ready in the queue. */
    FollowUp keepInQueue(WorkInHand work) throws IOException {
        work.put(work.asPost(), list.queue().mail(work.name()));
        work.finish();
        list.syslog().info(work.id() + ": left in the queue as " + work.name());
        return FollowUp.none();
    }

    /** Holds the post and asks the moderators. It is safe once it lies in {@code moderation/}. */
    FollowUp hold(WorkInHand work, Verdict.Hold verdict) throws IOException {
        if (list.tunables().get(Tunable.NOTMETOO)) {
            // Before the post itself, as a moderator may release that at once (spec 01 §8.5).
            list.moderation().rememberPoster(work.name(), work.mail().author());
        }
        RewrittenMail post = work.asPost();
        work.put(post, list.moderation().post(work.name()));
        List<ParkedMail> parked = work.park(moderationMails(work, verdict, work.report(post)));
        work.finish();
        list.syslog()
                .info(work.id() + ": held as " + work.name() + ": "
                        + verdict.reason().word());
        return () -> distribution.send(parked);
    }

    private List<AdminMail> moderationMails(WorkInHand work, Verdict.Hold verdict, ReportedPost post)
            throws IOException {
        AskedPeople asked = AskedPeople.forPost(list, work.mail().sender());
        List<AdminMail> answers = new ArrayList<>();
        boolean posterIsAsked = work.mail()
                .sender()
                .address()
                .filter(poster -> asked.recipients().equals(List.of(poster)))
                .isPresent();
        boolean tell = list.tunables().get(Tunable.NOTIFYMOD)
                && !posterIsAsked
                && AutomaticMail.reason(work.mail()).isEmpty();
        if (tell) {
            mails.moderationNotice(post, verdict.reason(), asked, work.mail().sender())
                    .ifPresent(answers::add);
        }
        answers.add(mails.moderationRequest(post, verdict.reason(), asked, work.name()));
        return answers;
    }

    /** Tells the poster why the post is not distributed. */
    FollowUp deny(WorkInHand work, Verdict.Deny verdict) throws IOException {
        AdminMail answer = denial(work.report(work.asPost()), verdict);
        List<ParkedMail> parked = work.park(List.of(answer));
        work.finish();
        list.syslog().info(work.id() + ": denied: " + verdict.reason().word());
        return () -> distribution.send(parked);
    }

    private AdminMail denial(ReportedPost post, Verdict.Deny verdict) throws IOException {
        EmailAddress to = verdict.poster();
        return switch (verdict.reason()) {
            case MAXMAILSIZE ->
                mails.tooLarge(post, to, list.tunables().maxMailSize().orElse(0));
            case TOCC -> mails.notInToOrCc(post, to);
            case ACCESS -> mails.deniedByAccess(post, to, Optional.of(verdict.qualifier()));
            case SUBONLYPOST -> mails.notSubscribed(post, to);
            case MODONLYPOST -> mails.notModerator(post, to);
        };
    }
}
