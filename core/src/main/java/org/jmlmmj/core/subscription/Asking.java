package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.reply.AdminMail;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.spool.Confirmations;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.core.spool.PendingRequest;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscription.Change.Outcome;

/**
 * Asks people to confirm or permit, but not too often: anybody can write in somebody else's name, so many requests for one
 * victim make one mail per interval ({@code control/confirminterval}).
 *
 * <p>The age of a request says when its mail was written. A request is made older than the interval, and becomes as old as it
 * is only when its mail lies in the queue: after a crash in between, whoever comes again is asked. As thread-safe as the search.
 */
final class Asking {
    private final MailingList list;
    private final AdminMailWriter writer;
    private final Confirmations requests;
    private final RequestSearch search;

    /**
     * @param requests where requests wait to be confirmed
     * @param search finds those of a person
     */
    Asking(MailingList list, AdminMailWriter writer, Confirmations requests, RequestSearch search) {
        this.list = list;
        this.writer = writer;
        this.requests = requests;
        this.search = search;
    }

    /**
     * Asks an address to confirm, under a new cookie; older requests of the address are void then (spec 01 §8.7). An
     * address that gets no more answers for now ({@link org.jmlmmj.core.reply.AnswerQuota}) is not asked either.
     *
     * @param detail what the request is to remember
     * @param mail the mail with a cookie
     */
    Change confirmation(EmailAddress person, Reason reason, String detail, Function<Cookie, AdminMail> mail)
            throws IOException {
        List<PendingRequest> older = search.of(person);
        if (isTooEarly(reason, older.stream().map(PendingRequest::since).toList())) {
            return new Change(Outcome.CONFIRMATION_WAITS, List.of());
        }
        Cookie cookie = requests.create(person, detail, unasked());
        List<ParkedMail> parked = writer.write(mail.apply(cookie));
        if (parked.isEmpty()) {
            // Too many answers within an hour. Nobody will know the cookie.
            requests.delete(cookie);
            return new Change(Outcome.CONFIRMATION_WAITS, List.of());
        }
        requests.renew(cookie, list.clock().instant());
        for (PendingRequest pending : older) {
            requests.delete(pending.cookie());
        }
        return new Change(Outcome.CONFIRMATION_ASKED, parked);
    }

    /**
     * Whether somebody was asked a short while ago. What an administrator wants is never too early; a time to come, after the
     * clock was set back, counts as long ago.
     */
    boolean isTooEarly(Reason reason, List<Instant> asked) throws IOException {
        Instant now = list.clock().instant();
        Instant begin = now.minus(interval());
        return reason != Reason.ADMIN && asked.stream().anyMatch(time -> time.isAfter(begin) && !time.isAfter(now));
    }

    /** The age of a request of which nobody knows yet. */
    Instant unasked() throws IOException {
        return list.clock().instant().minus(interval());
    }

    private Duration interval() throws IOException {
        return Duration.ofSeconds(list.tunables().get(Tunable.CONFIRMINTERVAL));
    }
}
