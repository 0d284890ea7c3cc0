package org.jmlmmj.send;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Draft;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * A journal before its delivery begins: gathers the recipients. Nobody sees it until it is complete; closed before that, it
 * leaves nothing behind. Not thread-safe.
 */
final class JournalDraft implements Closeable {
    private final Draft draft;
    private final DeliveryPlan plan;
    private final RecipientSnapshot recipients;

    private JournalDraft(Draft draft, DeliveryPlan plan) throws IOException {
        this.draft = draft;
        this.plan = plan;
        draft.write((DeliveryJournal.FIRST_LINE + "\n" + plan.text()).getBytes(StandardCharsets.UTF_8));
        this.recipients = new RecipientSnapshot(draft);
    }

    static JournalDraft begin(DurableFiles files, DeliveryPlan plan) throws IOException {
        Draft draft = files.draft();
        try {
            return new JournalDraft(draft, plan);
        } catch (IOException | RuntimeException | Error e) {
            draft.close();
            throw e;
        }
    }

    /** Adds a recipient; one that is there already, in any case, is not added again. */
    void add(EmailAddress recipient) throws IOException {
        recipients.add(recipient);
    }

    /**
     * Puts the journal in its place, complete, synced and locked.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is another one
     */
    DeliveryJournal publish(Path place) throws IOException {
        complete();
        return new DeliveryJournal(draft.publishLocked(place), plan, recipients.count());
    }

    /** Puts the journal into a folder under a new name, complete, synced and locked. */
    DeliveryJournal publishIn(Path folder) throws IOException {
        complete();
        return new DeliveryJournal(draft.publishLockedIn(folder, DeliveryJournal.PREFIX), plan, recipients.count());
    }

    private void complete() throws IOException {
        recipients.flush();
        draft.write(new byte[] {'\n'});
    }

    @Override
    public void close() throws IOException {
        draft.close();
    }
}
