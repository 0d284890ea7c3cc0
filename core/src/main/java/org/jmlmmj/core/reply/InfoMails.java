package org.jmlmmj.core.reply;

import org.jmlmmj.core.address.BounceAddress;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.subscriber.Subscribers;
import org.jmlmmj.core.text.ItemList;
import org.jmlmmj.core.text.ItemSource;
import org.jmlmmj.core.text.TextName;

/** The mails that inform (spec 02 §8.2): help, questions, subscribers, probes. Immutable and thread-safe. */
public final class InfoMails {
    private final ListAddress list;

    /** The mails of this list. */
    public InfoMails(ListAddress list) {
        this.list = list;
    }

    /** How to use the list. */
    public AdminMail help(EmailAddress to) {
        return AdminMail.fromOwner(list, TextName.of("help").withLegacy("listhelp"), to)
                .build();
    }

    /** Frequently asked questions. */
    public AdminMail faq(EmailAddress to) {
        return AdminMail.fromOwner(list, TextName.of("faq").withLegacy("listfaq"), to)
                .build();
    }

    /** Who is subscribed, for an owner. */
    public AdminMail subscribers(EmailAddress to, Subscribers subscribers) {
        TextName name = TextName.of("list", "", "", "all").withLegacy("listsubs");
        return AdminMail.fromOwner(list, name, to)
                .items(ItemList.NORMALSUBS, new SubscriberItems(subscribers.normal()))
                .items(ItemList.DIGESTSUBS, new SubscriberItems(subscribers.digest()))
                .items(ItemList.NOMAILSUBS, new SubscriberItems(subscribers.nomail()))
                .build();
    }

    /**
     * Tests an address from which mail came back.
     *
     * @param numbers the posts that came back; see {@link BounceNumbers}
     */
    public AdminMail probe(EmailAddress address, ItemSource numbers) {
        return AdminMail.fromOwner(list, TextName.of("probe").withLegacy("bounce-probe"), address)
                .sender(BounceAddress.of(list).forRecipient("probe", address))
                .reply(false)
                .items(ItemList.BOUNCENUMBERS, numbers)
                .build();
    }
}
