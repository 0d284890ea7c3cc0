package org.jmlmmj.bounce;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;

/**
 * The subscribers among the recipients of a report. Thread-safe.
 *
 * @param list whose subscribers
 */
record ReportedSubscribers(MailingList list) {
    /** Those whose failure counts, each once. */
    Set<EmailAddress> of(Diagnosis diagnosis) throws IOException {
        Set<EmailAddress> subscribers = new LinkedHashSet<>();
        for (Failure failure : diagnosis.failures()) {
            of(failure).ifPresent(subscribers::add);
        }
        return subscribers;
    }

    /** The first candidate that is subscribed; empty if none is, or the failure does not count. */
    Optional<EmailAddress> of(Failure failure) throws IOException {
        if (failure.kind().counts()) {
            for (EmailAddress candidate : failure.candidates()) {
                if (list.subscribers().contain(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }
}
