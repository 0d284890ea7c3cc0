package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Confirmations;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.receive.Action.FollowUp;

/** What is done with mails of the list that come back (spec 02 §6.8, 05 §3). Thread-safe. */
final class BounceActions {
    private final MailingList list;

    BounceActions(MailingList list) {
        this.list = list;
    }

    /**
     * Takes a mail that came back.
     *
     * @param parameter what follows {@code bounces-} in the address it came to
     */
    FollowUp take(WorkInHand work, String parameter) throws IOException {
        int hyphen = parameter.indexOf('-');
        String ident = Ascii.lowerCase(hyphen < 0 ? parameter : parameter.substring(0, hyphen));
        String who = hyphen < 0 ? "" : parameter.substring(hyphen + 1);
        return switch (ident) {
            case "confsub" -> withdraw(work, list.joinConfirmations(), who);
            case "confunsub" -> withdraw(work, list.leaveConfirmations(), who);
            default -> setAside(work);
        };
    }

    /** A request whose mail reached nobody is void. */
    private FollowUp withdraw(WorkInHand work, Confirmations requests, String who) throws IOException {
        Optional<Cookie> cookie = Cookie.parse(who);
        if (cookie.isEmpty()) {
            return work.ignore("a bounce without a cookie");
        }
        // A vacation program answers the mail that arrived, with an envelope sender of its own (spec 05 §3).
        Optional<String> automatic =
                work.mail().sender().isEmpty() ? Optional.empty() : AutomaticMail.submitted(work.mail());
        if (automatic.isPresent()) {
            return work.ignore("no bounce of a request: " + automatic.get());
        }
        boolean existed = requests.delete(cookie.get());
        work.finish();
        list.syslog().info(work.id() + ": a request came back; it " + (existed ? "is void" : "was gone already"));
        return FollowUp.none();
    }

    private FollowUp setAside(WorkInHand work) throws IOException {
        Path aside = work.discard();
        list.syslog().warning(work.id() + ": put aside as " + aside + ": a bounce");
        return FollowUp.none();
    }
}
