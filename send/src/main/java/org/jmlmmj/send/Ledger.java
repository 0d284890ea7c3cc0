package org.jmlmmj.send;

import java.io.IOException;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;

/** Where outcomes are written down. Called by one thread. */
interface Ledger {
    /** Notes what became of a recipient; the note lasts from the next {@link #commit} on. */
    void note(Recipient recipient, Outcome outcome) throws IOException;

    /** Makes every note last. */
    void commit() throws IOException;
}
