package org.jmlmmj.admin.doctor;

import java.io.IOException;
import org.jmlmmj.core.list.MailingList;

/** One thing to look at in a list. It changes nothing. Implementations are thread-safe. */
interface ListCheck {
    /** A word for it. */
    String name();

    /**
     * Looks and takes down what it finds; at least one line, also if all is well.
     *
     * @throws IOException if it cannot look
     */
    void examine(MailingList list, Notes notes) throws IOException;
}
