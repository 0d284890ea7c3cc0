package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.ParkedMail;

/**
 * Delivers in the background: posts in the order in which they were prepared, and beside them other mails, so that nobody who
 * wants to leave the list waits for a post to ten thousand subscribers. Thread-safe.
 *
 * @param inner does the work
 * @param posts deliveries of posts
 * @param others confirmations, moderation requests and the like
 */
record LanedDistribution(Distribution inner, Lane posts, Lane others) implements Distribution {
    @Override
    public Prepared prepare(Path post, Optional<EmailAddress> omit) throws IOException {
        Prepared prepared = inner.prepare(post, omit);
        return () -> posts.add(prepared::deliver);
    }

    @Override
    public boolean isPrepared(Path post) throws IOException {
        return inner.isPrepared(post);
    }

    @Override
    public void send(List<ParkedMail> mails) {
        if (!mails.isEmpty()) {
            others.add(() -> inner.send(mails));
        }
    }
}
