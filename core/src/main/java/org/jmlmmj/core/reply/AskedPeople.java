package org.jmlmmj.core.reply;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.text.ItemSource;

/**
 * Who is asked to decide about a post or a subscription (spec 06 §13). Immutable and thread-safe.
 *
 * @param recipients who gets the request; what the factories return is never empty
 */
public record AskedPeople(List<EmailAddress> recipients) {
    /** Copies the list. */
    public AskedPeople {
        recipients = List.copyOf(recipients);
    }

    /**
     * The moderators of posts; with {@code control/ifmodsendonlymodmoderate} a moderator who posts is asked alone. A list without
     * moderators asks its owners, or the postmaster, so that a post does not wait unknown to everybody until it expires.
     *
     * @param poster the envelope sender of the post
     */
    public static AskedPeople forPost(MailingList list, ReversePath poster) throws IOException {
        List<EmailAddress> moderators = addresses(list, Tunable.MODERATORS);
        boolean alone = list.tunables().get(Tunable.IFMODSENDONLYMODMODERATE);
        if (alone && poster.address().filter(moderators::contains).isPresent()) {
            return new AskedPeople(List.of(poster.address().get()));
        }
        if (moderators.isEmpty()) {
            list.syslog()
                    .warning(list.directory().path() + "/control/moderators: names nobody, so the owners are asked");
            return new AskedPeople(new Owners(list).addresses());
        }
        return new AskedPeople(moderators);
    }

    /**
     * The gatekeepers of subscriptions: every address in {@code control/submod}, not only if the last line is one (spec 02 §7.3);
     * if there is none, the owners or the postmaster.
     */
    public static AskedPeople forSubscription(MailingList list) throws IOException {
        List<EmailAddress> gatekeepers = addresses(list, Tunable.SUBMOD);
        return new AskedPeople(gatekeepers.isEmpty() ? new Owners(list).addresses() : gatekeepers);
    }

    /** The addresses in a control file, each once; whoever is to mend the file is told of other lines. */
    static List<EmailAddress> addresses(MailingList list, Tunable<Optional<List<String>>> tunable) throws IOException {
        List<EmailAddress> addresses = new ArrayList<>();
        for (String line : list.tunables().get(tunable).orElse(List.of())) {
            Optional<EmailAddress> address = EmailAddress.parse(line);
            if (address.isEmpty() && line.indexOf('@') < 0 && tunable == Tunable.SUBMOD) {
                // Only switches gatekeeping on; the owners are asked then.
                continue;
            }
            if (address.isEmpty()) {
                list.syslog()
                        .warning(list.directory().path() + "/control/" + tunable + ": \"" + line + "\" is no address");
            } else if (!addresses.contains(address.get())) {
                addresses.add(address.get());
            }
        }
        return addresses;
    }

    /** The same people as items of a text. */
    ItemSource items() {
        return ItemSource.of(recipients.stream().map(EmailAddress::value).toList());
    }
}
