package org.jmlmmj.core.subscriber;

import java.nio.file.Path;
import java.util.Optional;
import org.jmlmmj.core.spool.FileIdentity;

/**
 * Keeps what subscriber files held, for a process that lives long; whoever implements this bounds the memory that it takes ({@link
 * AddressSet#octets}). Implementations are thread-safe.
 */
public interface AddressCache {
    /**
     * What a file held.
     *
     * @param file the state in which it did
     * @param addresses in lower case; nothing is added to it any more
     */
    record Content(FileIdentity file, AddressSet addresses) {}

    /** What is known of a file, whether it is still true or not. */
    Optional<Content> find(Path file);

    /** Remembers the content of a file in the place of what was known of it before. */
    void store(Path file, Content content);
}
