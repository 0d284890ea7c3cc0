package org.jmlmmj.core.subscription;

import java.io.IOException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.spool.LockedFile;

/**
 * Lets one process after the other decide about the subscriptions of a list. Without it two mails of one person at the same
 * time would both find no request waiting and ask twice, or both use one cookie. The lock is another one than that of the
 * subscriber files, which others take for a moment only, and is always taken before it; its file is never deleted, which
 * would let two processes hold it at once. Thread-safe.
 */
final class Turns {
    private final MailingList list;

    Turns(MailingList list) {
        this.list = list;
    }

    /** What is done while nobody else decides. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Waits for its turn and works. */
    <T> T take(Work<T> work) throws IOException {
        LockedFile lock =
                LockedFile.open(list.directory().path().resolve(".requests.lock"), list.files()::openOrCreate);
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }
}
