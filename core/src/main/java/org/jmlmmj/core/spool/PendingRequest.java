package org.jmlmmj.core.spool;

import java.time.Instant;
import java.util.Comparator;
import org.jmlmmj.core.address.EmailAddress;

/**
 * A wish to join or leave that waits for somebody to confirm or permit it (spec 01 §8.6, §8.7). Immutable and thread-safe.
 *
 * @param cookie its secret
 * @param address whose wish it is
 * @param detail what exactly they wish, for example {@code SUB_DIGEST}; empty text if nothing is said
 * @param since when it was made, or when its mails were written if the maker said so
 */
public record PendingRequest(Cookie cookie, EmailAddress address, String detail, Instant since) {
    /** The order in which requests of an address are told. */
    public static final Comparator<PendingRequest> NEWEST_FIRST =
            Comparator.comparing(PendingRequest::since).reversed();
}
