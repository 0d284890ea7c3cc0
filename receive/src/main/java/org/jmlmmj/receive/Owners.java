package org.jmlmmj.receive;

import java.io.IOException;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;

/** The people who own a list. Thread-safe. */
final class Owners {
    private final MailingList list;

    Owners(MailingList list) {
        this.list = list;
    }

    /**
     * The addresses in {@code control/owner} without the list's own, to which mail would come back; the postmaster of the
     * list's domain if there is none (spec 02 §2.3).
     */
    List<EmailAddress> addresses() throws IOException {
        List<EmailAddress> owners = list.tunables().get(Tunable.OWNER).orElse(List.of()).stream()
                .flatMap(line -> EmailAddress.parse(line).stream())
                .filter(address -> list.addresses().stream()
                        .noneMatch(own -> own.extensionOf(address).isPresent()))
                .distinct()
                .toList();
        return owners.isEmpty()
                ? List.of(EmailAddress.of("postmaster@" + list.address().domain()))
                : owners;
    }
}
