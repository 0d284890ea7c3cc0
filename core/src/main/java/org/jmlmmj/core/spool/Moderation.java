package org.jmlmmj.core.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jmlmmj.core.address.EmailAddress;

/**
 * {@code moderation/}: posts that wait for a moderator (spec 01 §8.5). The name of a post is the cookie in the addresses that
 * release and reject it. Thread-safe.
 */
public final class Moderation {
    private final Path folder;
    private final DurableFiles files;

    /** The folder of the list whose files are given. */
    public Moderation(Path folder, DurableFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** Where the post with this cookie lies, or would lie. */
    public Path post(String cookie) {
        return folder.resolve(cookie);
    }

    /** Notes who will not get the post when it is released, because of {@code control/notmetoo}. */
    public void rememberPoster(String cookie, EmailAddress poster) throws IOException {
        files.replace(folder.resolve(cookie + ".omit"), poster.value().getBytes(StandardCharsets.UTF_8));
    }
}
