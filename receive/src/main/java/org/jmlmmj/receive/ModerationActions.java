package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.receive.Action.FollowUp;

/**
 * What moderators do with posts that wait (spec 02 §6.9, §6.10). Whoever knows the cookie may do it; the address of who did it
 * stands in the operation log. Thread-safe, if the distribution is.
 */
final class ModerationActions {
    private final MailingList list;
    private final Distribution distribution;

    ModerationActions(MailingList list, Distribution distribution) {
        this.list = list;
        this.distribution = distribution;
    }

    /** How a command is obeyed; empty if it is none of a moderator. */
    Optional<Action> action(ListCommand command) {
        if (command instanceof ListCommand.Release release) {
            return Optional.of(work -> release(work, release.cookie()));
        }
        if (command instanceof ListCommand.Reject reject) {
            return Optional.of(work -> reject(work, reject.cookie()));
        }
        return Optional.empty();
    }

    /** Distributes a post that waits; no rule is checked again. */
    private FollowUp release(WorkInHand work, Cookie cookie) throws IOException {
        Optional<Path> taken = list.moderation().take(cookie, list.clock().instant());
        if (taken.isEmpty()) {
            return unknown(work, cookie);
        }
        Path post = taken.get();
        if (distribution.isPrepared(post)) {
            work.finish();
            return FollowUp.none();
        }
        Distribution.Prepared prepared =
                distribution.prepare(post, list.moderation().poster(cookie));
        list.moderation().forgetPoster(cookie);
        work.finish();
        list.operationLog().write(work.mail().author() + " released " + cookie);
        list.syslog().info(work.id() + ": releases " + cookie);
        return prepared::deliver;
    }

    /** Deletes a post that waits; the poster is not told. */
    private FollowUp reject(WorkInHand work, Cookie cookie) throws IOException {
        if (!list.moderation().delete(cookie)) {
            return unknown(work, cookie);
        }
        work.finish();
        list.operationLog().write(work.mail().author() + " rejected " + cookie);
        list.syslog().info(work.id() + ": rejects " + cookie);
        return FollowUp.none();
    }

    /** Another moderator was faster, the post has expired, or somebody is guessing. */
    private static FollowUp unknown(WorkInHand work, Cookie cookie) throws IOException {
        return work.ignore("no post waits under the cookie " + cookie);
    }
}
