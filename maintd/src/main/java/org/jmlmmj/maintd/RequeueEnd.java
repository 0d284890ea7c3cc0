package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.bounce.BounceRecords;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.spool.Requeue;
import org.jmlmmj.core.subscriber.SubscriberLines;

/**
 * Gives up a post: everybody who still had to get it is named in the operation log and, if subscribed, gets a bounce record; then the
 * folder goes (spec 04 §8). May be repeated after a crash at any point. For one use.
 */
record RequeueEnd(Work work, RequeueFolder folder, String why) {
    private static final String REASON = "not delivered within the time allowed";

    /** Gives up a post, unless somebody holds it. */
    void giveUp(Path message) throws IOException {
        Optional<LockedFile> locked = LockedFile.tryOpen(message, DurableFiles::openExisting);
        if (locked.isPresent()) {
            try (LockedFile held = locked.get()) {
                giveUp();
                work.list().syslog().warning(held.path() + ": given up, " + why);
            }
        }
    }

    /** Gives up recipients whose post is missing. */
    void giveUp() throws IOException {
        Requeue requeue = work.list().requeue();
        Optional<Path> claimed = requeue.claim(folder.name());
        while (claimed.isPresent()) {
            giveUpRecipients(claimed.get());
            work.list().files().delete(claimed.get());
            claimed = requeue.claim(folder.name());
        }
        work.list().files().delete(requeue.mailFile(folder.name()));
        requeue.removeIfEmpty(folder.name());
        work.report().note("requeue/" + folder.name() + ": given up, " + why);
    }

    private void giveUpRecipients(Path recipients) throws IOException {
        try (SubscriberLines lines = SubscriberLines.of(recipients)) {
            while (lines.next()) {
                String recipient = lines.line();
                work.list()
                        .operationLog()
                        .write("mlmmj-maintd: gave up post " + folder.name() + " to " + recipient + ", " + why);
                record(recipient);
                work.report().count(Count.GIVEN_UP, 1);
            }
        }
    }

    private void record(String recipient) {
        Optional<EmailAddress> address = EmailAddress.parse(recipient);
        try {
            if (address.isPresent()) {
                new BounceRecords(work.list()).add(address.get(), folder.name(), REASON);
            }
        } catch (IOException e) {
            // The operation log names the address; a record that cannot be written must not keep the others here.
            work.report().trouble(e);
        }
    }
}
