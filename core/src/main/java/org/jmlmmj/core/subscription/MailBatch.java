package org.jmlmmj.core.subscription;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * Hands mails to an outbox some at a time, so that neither open files nor memory grow with their number. When it has delivered
 * none of a full batch, it is not asked again: the relay is down, and the mails wait in the queue. Not thread-safe.
 */
final class MailBatch implements AutoCloseable {
    /** An outbox opens the files of all; processes may mostly open 1024. */
    static final int MOST = 200;

    private final Outbox outbox;
    private final List<ParkedMail> mails = new ArrayList<>();
    private boolean stuck;

    MailBatch(Outbox outbox) {
        this.outbox = outbox;
    }

    void add(List<ParkedMail> more) {
        if (stuck) {
            return;
        }
        mails.addAll(more);
        if (mails.size() >= MOST) {
            send();
        }
    }

    private void send() {
        outbox.send(List.copyOf(mails));
        stuck = mails.stream().allMatch(mail -> Files.exists(mail.file(), LinkOption.NOFOLLOW_LINKS));
        mails.clear();
    }

    /** Sends the rest. */
    @Override
    public void close() {
        if (!mails.isEmpty()) {
            send();
        }
    }
}
