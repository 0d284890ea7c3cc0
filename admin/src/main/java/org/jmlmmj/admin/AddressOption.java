package org.jmlmmj.admin;

import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.InvalidAddressException;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.log.Syslog;
import org.jmlmmj.core.subscription.SubscribableAddress;

/** Option {@code -a}: the address of a subscriber (spec 07 §2). Stateless, so thread-safe. */
final class AddressOption {
    /** So much of a wrong address is shown; an attacker's may be as long as a command line. */
    private static final int SHOWN = 80;

    private AddressOption() {}

    /** The value of the option. */
    static String text(Options options) throws UsageException {
        return options.required('a', "ADDR, the address");
    }

    /** The address, in lower case. */
    static EmailAddress read(Options options) throws UsageException, RefusedException {
        String text = text(options);
        try {
            return EmailAddress.of(text).lowerCase();
        } catch (InvalidAddressException e) {
            throw new RefusedException(noAddress(text, e));
        }
    }

    /** Says why a text is no address. */
    static String noAddress(String text, InvalidAddressException reason) {
        return "\"" + shorten(Syslog.oneLine(text)) + "\" is no address: it " + reason.getMessage();
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** Checks that an address may become a subscriber. */
    static void requireSubscribable(EmailAddress address, MailingList list) throws RefusedException {
        Optional<String> refusal = SubscribableAddress.refusal(address, list);
        if (refusal.isPresent()) {
            throw new RefusedException(address + " " + refusal.get());
        }
    }
}
