package org.jmlmmj.bounce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.cli.FailureText;

/**
 * Does something for each of many bouncing addresses; trouble with one does not stop the others. Immutable; as thread-safe as what
 * it does.
 *
 * @param problems who is told of trouble, one line each
 * @param stopped whether to stop before the next address
 */
record BounceWalk(Consumer<String> problems, BooleanSupplier stopped) {
    /** What is done for an address. */
    interface Visit {
        /** Returns whether anything was done. */
        boolean visit(EmailAddress address) throws IOException;
    }

    /** Returns for how many addresses something was done. */
    int over(List<EmailAddress> addresses, Visit visit) {
        int count = 0;
        for (EmailAddress address : addresses) {
            if (stopped.getAsBoolean()) {
                break;
            }
            try {
                count += visit.visit(address) ? 1 : 0;
            } catch (IOException e) {
                problem(address, FailureText.of(e));
            }
        }
        return count;
    }

    /** Tells of trouble, in the form of the last-run log (spec 04 §5). */
    void problem(EmailAddress address, String what) {
        problems.accept(Path.of("bounce").resolve(BounceAddress.encodeRecipient(address.lowerCase())) + ": " + what);
    }
}
