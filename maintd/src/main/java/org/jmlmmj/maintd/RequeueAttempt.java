package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.send.Delivery;
import org.jmlmmj.send.DeliveryReport;
import org.jmlmmj.send.Relay;
import org.jmlmmj.send.Resend;

/**
 * One more attempt to give a post to those who wait for it. Recipients leave {@code requeue/} only when they are in the journal of
 * the delivery, and come back from there if they do not get it. For one use.
 *
 * @param message the post
 */
record RequeueAttempt(Work work, RequeueFolder folder, Path message) {
    /** Sends, unless somebody holds the post or the relay does not answer. */
    void run() throws IOException {
        Relay relay = Relay.of(work.list());
        Optional<String> trouble = work.settings().relays().troubleOf(relay);
        if (trouble.isPresent()) {
            work.report().note("requeue/" + folder.name() + " waits: " + trouble.get());
            return;
        }
        Optional<Path> recipients = claim();
        if (recipients.isEmpty()) {
            return;
        }
        DeliveryReport report;
        try (Delivery delivery =
                new Resend(work.list(), relay, work.settings().stop()).prepare(message, recipients.get())) {
            report = delivery.deliver();
        }
        work.report().count(Count.RESENT, report.delivered());
        work.report().count(Count.WAITING, report.waiting());
        if (report.waiting() > 0) {
            work.report().note("requeue/" + folder.name() + ": " + report);
        } else if (!folder.hasRecipients()) {
            folder.removeMailFile();
        }
    }

    /** Takes the recipients in hand and leaves out who has unsubscribed; empty if nobody is left or somebody else sends. */
    private Optional<Path> claim() throws IOException {
        Optional<LockedFile> locked = LockedFile.tryOpen(message, DurableFiles::openExisting);
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        try (LockedFile held = locked.get()) {
            Optional<Path> claimed = work.list().requeue().claim(folder.name());
            if (claimed.isPresent() && !new StillSubscribed(work.list()).filter(claimed.get())) {
                work.list().files().delete(claimed.get());
                claimed = Optional.empty();
            }
            if (claimed.isPresent()) {
                return claimed;
            }
            work.list().syslog().info(held.path() + ": everybody who waited for it has unsubscribed");
        }
        if (!folder.hasRecipients()) {
            folder.removeMailFile();
            folder.removeIfEmpty();
        }
        return Optional.empty();
    }
}
