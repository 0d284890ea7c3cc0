package org.jmlmmj.core.reply;

import java.io.IOException;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;

/** The people who own a list. Thread-safe. */
public final class Owners {
    private final MailingList list;

    /** The owners of this list. */
    public Owners(MailingList list) {
        this.list = list;
    }

    /**
     * The addresses in {@code control/owner} without the list's own, to which mail would come back; the postmaster of the
     * list's domain if there is none (spec 02 §2.3). Never empty.
     */
    public List<EmailAddress> addresses() throws IOException {
        List<EmailAddress> owners = AskedPeople.addresses(list, Tunable.OWNER).stream()
                .filter(address -> !list.isOwn(address))
                .toList();
        return owners.isEmpty()
                ? List.of(EmailAddress.of("postmaster@" + list.address().domain()))
                : owners;
    }
}
