package org.jmlmmj.receive;

import java.io.IOException;
import org.jmlmmj.bounce.IncomingBounces;
import org.jmlmmj.bounce.ReturnedMail.Origin;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.receive.Action.FollowUp;

/** Hands on mails of the list that come back (spec 02 §6.8, 05 §4). Thread-safe. */
final class BounceActions {
    private final MailingList list;

    BounceActions(MailingList list) {
        this.list = list;
    }

    /**
     * Takes a mail that came back, as it came: parsed and kept are not the forms that posts get (spec 05 §4.3).
     *
     * @param parameter what follows {@code bounces-} in the address it came to
     */
    FollowUp take(WorkInHand work, String parameter) throws IOException {
        new IncomingBounces(list).take(work.returned(parameter, origin(work.mail())));
        return FollowUp.none();
    }

    /** Some mail servers put an address of their own in the place of the null sender (spec 05 §3). */
    private static Origin origin(IncomingMail mail) {
        boolean isDaemon = mail.sender()
                .address()
                .filter(sender -> Ascii.equalsIgnoreCase(sender.local(), "MAILER-DAEMON"))
                .isPresent();
        return mail.hasNullSender() || isDaemon ? Origin.NULL_SENDER : Origin.SOMEBODY;
    }
}
