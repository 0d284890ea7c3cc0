package org.jmlmmj.core.address;

import java.util.Optional;

/**
 * The address of a list with its delimiter, and every address made from it (spec 01 §6): {@code NAME}, delimiter, extension,
 * {@code @DOMAIN}. Immutable and thread-safe.
 *
 * @param address the list's own address, first line of {@code control/listaddress}
 * @param delimiter what separates the list name from an extension; one or more characters
 */
public record ListAddress(EmailAddress address, String delimiter) {
    /** The delimiter of a list that does not set another one. */
    public static final String DEFAULT_DELIMITER = "+";

    /** Checks that the delimiter is not empty and can stand in an address. */
    public ListAddress {
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("the delimiter is empty");
        }
        EmailAddress.of(address.local() + delimiter + "x@" + address.domain());
    }

    /** The list's name: what stands before the {@code @}. */
    public String name() {
        return address.local();
    }

    /** The list's domain. */
    public String domain() {
        return address.domain();
    }

    /**
     * The list's address with an extension, for example {@code news+confsub-0123456789abcdef@example.org}.
     *
     * @throws InvalidAddressException if the extension cannot stand in an address or makes it too long
     */
    public EmailAddress withExtension(String extension) {
        return EmailAddress.of(name() + delimiter + extension + "@" + domain());
    }

    /** Where mail to the people who own the list goes; also envelope sender of moderation mails. */
    public EmailAddress owner() {
        return withExtension("owner");
    }

    /** Where a person asks for help. */
    public EmailAddress help() {
        return withExtension("help");
    }

    /** The address in {@code To:} of moderation mails: always with a hyphen; nobody needs to receive it. */
    public EmailAddress moderators() {
        return EmailAddress.of(name() + "-moderators@" + domain());
    }

    /**
     * The extension with which a recipient address leads to this list: empty text for the list's own address, else what stands
     * between the first delimiter and the {@code @}; nothing if the address does not belong to the list (spec 02 §4.3). The
     * extension keeps its case; name and domain are compared without regard to ASCII case.
     */
    public Optional<String> extensionOf(EmailAddress recipient) {
        if (recipient.equals(address)) {
            return Optional.of("");
        }
        String local = recipient.local();
        String head = name() + delimiter;
        // Looking for the list's own name first, and not for the first delimiter, serves lists whose name holds it too.
        if (Ascii.startsWithIgnoreCase(local, head) && Ascii.equalsIgnoreCase(recipient.domain(), domain())) {
            return Optional.of(local.substring(head.length()));
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return address.value();
    }
}
