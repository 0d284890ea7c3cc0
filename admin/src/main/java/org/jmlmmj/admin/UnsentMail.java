package org.jmlmmj.admin;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.RefusedException;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;

/**
 * Requests that end in a mail made from a list text. They are refused before anything changes, so that nobody believes a mail
 * was sent. Stateless, so thread-safe.
 */
final class UnsentMail {
    private UnsentMail() {}

    /** Refuses options that ask for a mail. */
    static void refuseOptions(Options options, String letters) throws UsageException {
        Optional<Character> asked = options.last(letters);
        if (asked.isPresent()) {
            throw new UsageException("-" + asked.get() + " needs list texts, which this version does not send yet");
        }
    }

    /** Refuses a change about which the list wants its owner to be told. */
    static void refuseNotice(MailingList list, Options options) throws RefusedException, IOException {
        if (list.tunables().get(Tunable.NOTIFYSUB) && !options.has('q')) {
            throw new RefusedException("control/notifysub asks for a mail to the owner, which this version does not"
                    + " send yet; use -q to go on without it");
        }
    }

    /** Refuses to start gatekeeping, unless that is to be passed over. */
    static void refuseGatekeeping(MailingList list, Options options) throws RefusedException, IOException {
        if (list.tunables().get(Tunable.SUBMOD).isPresent() && !options.has('f')) {
            throw new RefusedException("control/submod asks for permission by mail, which this version does not send"
                    + " yet; use -f to subscribe without it");
        }
    }
}
