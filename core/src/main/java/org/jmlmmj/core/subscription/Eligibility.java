package org.jmlmmj.core.subscription;

import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;

/** Which addresses may become subscribers of a list. A pure function, so thread-safe. */
public final class Eligibility {
    private Eligibility() {}

    /**
     * Why an address cannot become a subscriber, as the end of a sentence that begins with it; empty if it can. One of the
     * list's own addresses would make a loop. One whose first character cannot be the name of a subscriber file would end up
     * where other programs do not look, or, were it {@code /} or {@code .}, outside the folder (spec 01 §7.1).
     */
    public static Optional<String> objection(MailingList list, EmailAddress address) {
        if (list.isOwn(address)) {
            return Optional.of("is an address of the list itself");
        }
        char first = address.value().charAt(0);
        boolean printable = first > ' ' && first <= '~';
        if (!printable || first == '/' || first == '.') {
            return Optional.of("cannot be stored: it begins with " + first);
        }
        return Optional.empty();
    }
}
