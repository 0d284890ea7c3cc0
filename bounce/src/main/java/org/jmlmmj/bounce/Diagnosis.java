package org.jmlmmj.bounce;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * What a mail to a bounce address turned out to be. Immutable and thread-safe.
 *
 * @param kind the class of its worst failure, or what it is instead
 * @param failures the recipients that were not served; empty unless it is a bounce
 * @param note what it was recognised by, for logs
 */
record Diagnosis(BounceClass kind, List<Failure> failures, String note) {
    /** Copies the list. */
    Diagnosis {
        failures = List.copyOf(failures);
    }

    /** A bounce. */
    static Diagnosis of(List<Failure> failures, String note) {
        return new Diagnosis(worst(failures).kind(), failures, note);
    }

    /** A mail that is none. */
    static Diagnosis of(BounceClass kind, String note) {
        return new Diagnosis(kind, List.of(), note);
    }

    /**
     * The failure that concerns an address known from elsewhere: the one that names it, else the worst, because a report of a
     * mail that was forwarded names another address. Empty if the mail is no bounce.
     */
    Optional<Failure> about(EmailAddress address) {
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        return failures.stream()
                .filter(failure -> failure.candidates().contains(address))
                .findFirst()
                .or(() -> Optional.of(worst(failures)));
    }

    private static Failure worst(List<Failure> failures) {
        Failure worst = failures.get(0);
        for (Failure failure : failures) {
            if (failure.kind().compareTo(worst.kind()) < 0) {
                worst = failure;
            }
        }
        return worst;
    }
}
