package org.jmlmmj.bounce;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A mail that came to a bounce address. For one thread.
 *
 * @param path where it lies
 * @param content the same file, open and locked by its holder, who closes it
 * @param parameter what stands behind {@code bounces-} in the address it came to
 * @param origin who sent it
 */
public record ReturnedMail(Path path, FileChannel content, String parameter, Origin origin) {
    /** What the envelope sender says. */
    public enum Origin {
        /** None, as bounces have it (RFC 5321 §4.5.5). */
        NULL_SENDER,
        /** Somebody: whatever the mail says, it is not what a mail server says. */
        SOMEBODY,
        /** Not known; the owner of the list vouches for it on the command line. */
        VOUCHED_FOR
    }

    /** Finds out what it is. */
    Diagnosis diagnose() throws IOException {
        content.position(0);
        // Not closed: that would give the lock of the file away.
        return BounceReader.create().read(Channels.newInputStream(content));
    }
}
