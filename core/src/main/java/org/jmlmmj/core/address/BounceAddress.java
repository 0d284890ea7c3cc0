package org.jmlmmj.core.address;

import java.util.Optional;

/**
 * Envelope senders to which bounces come back: {@code NAME+bounces-INDEX-USER=HOST@DOMAIN} (spec 01 §6, 03 §6). The recipient
 * is part of the address, so a bounce tells whose it is without anybody reading its text. Immutable and thread-safe.
 */
public final class BounceAddress {
    private final ListAddress list;
    private final Optional<EmailAddress> fixed;

    private BounceAddress(ListAddress list, Optional<EmailAddress> fixed) {
        this.list = list;
        this.fixed = fixed;
    }

    /** Bounce addresses below the list's own address. */
    public static BounceAddress of(ListAddress list) {
        return new BounceAddress(list, Optional.empty());
    }

    /** Bounce addresses of posts below another address ({@code control/staticbounceaddr}, spec 03 §6.1). */
    public static BounceAddress of(ListAddress list, EmailAddress staticBounceAddress) {
        return new BounceAddress(list, Optional.of(staticBounceAddress));
    }

    /**
     * The envelope sender of the post with this index to this recipient. A recipient whose address cannot be part of another
     * one, or could not be told apart when it comes back, gets {@link #ofPost}: its bounces are resolved from their report.
     *
     * @param index the post's index, or a word such as {@code probe}
     */
    public EmailAddress forRecipient(String index, EmailAddress recipient) {
        // The last = is read as the @, so one in the domain would lay the bounce at somebody else's door.
        if (recipient.isQuoted() || recipient.domain().indexOf('=') >= 0) {
            return ofPost(index);
        }
        return EmailAddress.parse(prefix() + index + "-" + encodeRecipient(recipient) + "@" + host())
                .orElseGet(() -> ofPost(index));
    }

    /** The envelope sender of a post that is the same for all recipients. */
    public EmailAddress ofPost(String index) {
        return list.withExtension("bounces-" + index);
    }

    private String prefix() {
        return fixed.map(address -> address.local() + list.delimiter() + list.name() + "-bounces-")
                .orElseGet(() -> list.name() + list.delimiter() + "bounces-");
    }

    private String host() {
        return fixed.map(EmailAddress::domain).orElseGet(list::domain);
    }

    /**
     * The recipient that a bounce address names: {@code USER=HOST} with its last {@code =} turned into {@code @} (spec 01 §6);
     * empty if there is none or it is no address.
     */
    public static Optional<EmailAddress> decodeRecipient(String who) {
        int equals = who.lastIndexOf('=');
        return equals < 0
                ? Optional.empty()
                : EmailAddress.parse(who.substring(0, equals) + "@" + who.substring(equals + 1));
    }

    /** The form in which a recipient stands in bounce addresses and names its files in {@code bounce/}: {@code USER=HOST}. */
    public static String encodeRecipient(EmailAddress recipient) {
        return recipient.local() + "=" + recipient.domain();
    }
}
