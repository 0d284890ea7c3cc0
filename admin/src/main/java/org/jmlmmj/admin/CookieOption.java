package org.jmlmmj.admin;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.spool.PendingRequest;

/** Option {@code -m}: the cookie of a request that waits for the gatekeepers (spec 07 §4.4). Stateless, so thread-safe. */
final class CookieOption {
    /** How the name of the file with the request begins; people copy it together with the cookie. */
    private static final String PREFIX = "subscribe";

    private CookieOption() {}

    /** The request. Only the exact form of a cookie is looked for, so nothing leads out of the folder. */
    static PendingRequest request(Options options, MailingList list)
            throws UsageException, RefusedException, IOException {
        String text = options.required('m', "COOKIE, of a request").strip();
        String digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        Optional<Cookie> cookie = Cookie.parse(digits).filter(Cookie::isPlain);
        Optional<PendingRequest> request =
                cookie.isPresent() ? list.subscriptionRequests().find(cookie.get()) : Optional.empty();
        return request.orElseThrow(() -> refusal(text));
    }

    /** There is no such request, or its file makes no sense; it is left as it is. */
    static RefusedException refusal(String text) {
        return new RefusedException("no usable request waits under the cookie \"" + Syslog.oneLine(text) + "\"");
    }
}
