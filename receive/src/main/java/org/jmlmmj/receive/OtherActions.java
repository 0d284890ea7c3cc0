package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.reply.Owners;
import org.jmlmmj.core.spool.ParkedMail;
import org.jmlmmj.receive.Action.FollowUp;

/** The actions on mails that are no posts: mail to the owners, and what goes nowhere. Thread-safe, if the outbox is. */
final class OtherActions {
    private final MailingList list;
    private final Outbox outbox;

    OtherActions(MailingList list, Outbox outbox) {
        this.list = list;
        this.outbox = outbox;
    }

    /** Sends the mail to the owners, unchanged and with its own envelope sender (spec 02 §2.3). */
    FollowUp sendToOwners(WorkInHand work) throws IOException {
        Path file = list.queue().mail(work.name());
        List<ParkedMail> parked = list.queue().parked(file).map(List::of).orElse(List.of());
        if (parked.isEmpty()) {
            work.put(work.asItCame(), file);
            parked = list.queue().park(file, work.mail().sender(), new Owners(list).addresses(), Optional.empty());
        }
        work.finish();
        list.syslog().info(work.id() + ": to the owners as " + work.name());
        list.operationLog()
                .write("mlmmj-process: sending mail from "
                        + work.mail().sender().value() + " to owner");
        List<ParkedMail> mails = parked;
        return () -> outbox.send(mails);
    }

    /** Puts the mail aside, where it lies for a week. */
    FollowUp discard(WorkInHand work, String why) throws IOException {
        Path discarded = work.discard();
        list.syslog().warning(work.id() + ": put aside as " + discarded + ": " + why);
        return FollowUp.none();
    }

    /** Deletes the mail. */
    FollowUp drop(WorkInHand work, String why) throws IOException {
        list.syslog().info(work.id() + ": dropped: " + why);
        work.finish();
        return FollowUp.none();
    }
}
