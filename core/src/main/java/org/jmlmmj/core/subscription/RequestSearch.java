package org.jmlmmj.core.subscription;

import java.io.IOException;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.PendingRequest;

/** Finds the requests of somebody that wait. Implementations say whether they are thread-safe. */
@FunctionalInterface
interface RequestSearch {
    /** The requests of this address, the newest first. */
    List<PendingRequest> of(EmailAddress person) throws IOException;
}
