package org.jmlmmj.bounce;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.send.smtp.EnhancedStatus;

/**
 * A recipient that a report says was not served. Immutable and thread-safe.
 *
 * @param candidates the addresses that may be the one we sent to, the likeliest first; empty if the report names none
 * @param kind how it counts
 * @param status the code, given or meant
 * @param reason what the server said, in any characters
 */
record Failure(List<EmailAddress> candidates, BounceClass kind, Optional<EnhancedStatus> status, String reason) {
    /** Copies the list. */
    Failure {
        candidates = List.copyOf(candidates);
    }

    /** A failure whose class follows from its code and wording. */
    static Failure of(List<EmailAddress> candidates, Judge.Judgement judgement, String reason) {
        return new Failure(candidates, judgement.kind(), judgement.status(), reason);
    }

    /** The line for logs and records: code, class, what the server said. */
    String summary() {
        return status.map(code -> code + " ").orElse("")
                + kind.word()
                + (reason.isBlank() ? "" : ": " + reason.strip());
    }
}
