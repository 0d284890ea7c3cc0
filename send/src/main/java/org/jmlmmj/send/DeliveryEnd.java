package org.jmlmmj.send;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.Requeue;
import org.jmlmmj.send.smtp.Recipient;

/**
 * Ends a delivery, whether all recipients were served or not, and whether this process began it or a dead one: recipients who did
 * not get the mail are put where maintenance finds them, then the mail and the journal go (spec 03 §9.4, §9.5, §10.2). May be
 * repeated after a crash at any point; a few lines are then written twice, none is lost. Not thread-safe.
 */
final class DeliveryEnd {
    /** Recipients that are put on disk, and synced, together. */
    private static final int GROUP = 10_000;

    /** Bounces of mails that have no index (spec 03 §4). */
    static final String NO_INDEX = "0";

    private final MailingList list;
    private final DeliveryJournal journal;
    private final Path message;
    private final Optional<FileChannel> content;

    /**
     * @param content the mail that was sent, open and locked; empty if it is gone
     */
    DeliveryEnd(MailingList list, DeliveryJournal journal, Optional<FileChannel> content) {
        this.list = list;
        this.journal = journal;
        this.message = journal.plan().messageIn(list.directory().path());
        this.content = content;
    }

    /** Does it all. */
    void run() throws IOException {
        journal.commit();
        DeliveryPlan plan = journal.plan();
        if (plan.leftovers() instanceof DeliveryPlan.Leftovers.ToRequeue requeue) {
            endInRequeue(requeue);
        } else if (plan.leftovers() instanceof DeliveryPlan.Leftovers.ToQueue queue) {
            // The original cannot tell whom it lost here; every recipient gets an entry of his own.
            eachOutstanding(group -> toQueue(group, queue.sender()));
            remove(plan.deletesMessage());
        }
    }

    private void endInRequeue(DeliveryPlan.Leftovers.ToRequeue where) throws IOException {
        Requeue requeue = list.requeue();
        String index = index();
        eachOutstanding(group ->
                requeue.append(index, group.stream().map(Recipient::address).toList()));
        String name = journal.plan().message();
        boolean waiting = journal.outstanding() > 0;
        // After the subscribers, as the original deletes a mailfile without subscribers.
        if (waiting && where.withMail()) {
            keepMail(requeue.mailFile(index));
        }
        // Whoever still waits will get the mail from one of these two places.
        boolean needed = waiting && (name.equals("archive/" + index) || name.equals("requeue/" + index + "/mailfile"));
        remove(journal.plan().deletesMessage() && !needed);
        requeue.removeIfEmpty(index);
    }

    /** The journal lies in the folder of its post. */
    private String index() {
        Path folder = journal.file().path().getParent();
        return String.valueOf(folder == null ? folder : folder.getFileName());
    }

    private void keepMail(Path mailFile) throws IOException {
        if (content.isEmpty()) {
            // Deleted by whom kept it before and crashed, or by a stranger.
            if (!Files.exists(mailFile, LinkOption.NOFOLLOW_LINKS)) {
                list.syslog().error(message + ": is gone, the recipients in " + mailFile.getParent() + " wait in vain");
            }
            return;
        }
        try {
            list.files().linkOrCopy(message, content.get(), mailFile);
        } catch (FileAlreadyExistsException e) {
            // Put there by whom ended this delivery before and crashed.
            return;
        }
    }

    private void toQueue(List<Recipient> recipients, Optional<ReversePath> sender) throws IOException {
        if (content.isEmpty()) {
            list.syslog()
                    .error(message + ": is gone, did not reach "
                            + recipients.stream().map(Recipient::address).toList());
            return;
        }
        BounceAddress bounces = list.bounceAddress();
        for (Recipient recipient : recipients) {
            EmailAddress address = recipient.address();
            Path entry = list.queue().add(message, content.get());
            ReversePath from = sender.orElseGet(() -> ReversePath.of(bounces.forRecipient(NO_INDEX, address)));
            list.queue().park(entry, from, address, Optional.empty());
            journal.markDone(recipient);
        }
        // Before the mail goes: who ends this delivery once more must neither miss it nor make further entries.
        journal.commit();
    }

    private void remove(boolean messageToo) throws IOException {
        if (messageToo) {
            list.files().delete(message);
        }
        list.files().delete(journal.file().path());
    }

    /** Takes a group of recipients who have still to be served. */
    private interface GroupAction {
        void take(List<Recipient> group) throws IOException;
    }

    /** Untried recipients first: next time they shall not wait behind those that failed (spec 03 §9.4). */
    private void eachOutstanding(GroupAction action) throws IOException {
        if (journal.outstanding() == 0) {
            return;
        }
        for (boolean tried : new boolean[] {false, true}) {
            List<Recipient> group = new ArrayList<>();
            DeliveryJournal.Recipients recipients = journal.recipients();
            for (Optional<Recipient> next = recipients.next(); next.isPresent(); next = recipients.next()) {
                if (journal.isOutstanding(next.get(), tried)) {
                    group.add(next.get());
                }
                if (group.size() == GROUP) {
                    action.take(group);
                    group.clear();
                }
            }
            if (!group.isEmpty()) {
                action.take(group);
            }
        }
    }
}
