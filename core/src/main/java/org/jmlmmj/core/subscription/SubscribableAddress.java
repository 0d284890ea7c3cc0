package org.jmlmmj.core.subscription;

import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;

/** Which addresses may become subscribers (spec 02 §7.1, 07 §2). Stateless, so thread-safe. */
public final class SubscribableAddress {
    private SubscribableAddress() {}

    /**
     * Why an address may not become a subscriber, as the end of a sentence that begins with it; empty if it may. One of the
     * list's own addresses would make a loop. A quoted local part can hold blanks and angle brackets, which other programs that
     * read the file take for something else. One whose first character cannot be the name of a subscriber file would end up
     * where other programs do not look, or, were it {@code /} or {@code .}, outside the folder (spec 01 §7.1).
     */
    public static Optional<String> refusal(EmailAddress address, MailingList list) {
        if (list.isOwn(address)) {
            return Optional.of("is an address of the list itself");
        }
        if (address.isQuoted()) {
            return Optional.of("has a quoted local part, which other programs cannot read");
        }
        char first = address.value().charAt(0);
        boolean printable = first > ' ' && first <= '~';
        return printable && first != '/' && first != '.'
                ? Optional.empty()
                : Optional.of("cannot be stored: it begins with " + first);
    }
}
