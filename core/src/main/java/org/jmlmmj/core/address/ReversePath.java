package org.jmlmmj.core.address;

import java.util.Optional;

/**
 * The envelope sender of a mail: an address, or nothing ({@code <>}) for mail that must not be answered (RFC 5321 §4.5.5).
 * Immutable and thread-safe.
 */
public final class ReversePath {
    /** The null sender, {@code MAIL FROM:<>}. */
    public static final ReversePath EMPTY = new ReversePath(Optional.empty());

    private final Optional<EmailAddress> address;

    private ReversePath(Optional<EmailAddress> address) {
        this.address = address;
    }

    /** The envelope sender that is this address. */
    public static ReversePath of(EmailAddress address) {
        return new ReversePath(Optional.of(address));
    }

    /**
     * Reads an envelope sender as mail servers pass it: an address, perhaps in angle brackets; {@code <>}, nothing and qmail's
     * {@code #@[]} are the null sender (spec 02 §4.4), and so is a bare {@code MAILER-DAEMON}, which Postfix's pipe puts in its place.
     *
     * @throws InvalidAddressException if it is neither
     */
    public static ReversePath parse(String text) {
        String value = text.strip();
        if (value.startsWith("<") && value.endsWith(">")) {
            value = value.substring(1, value.length() - 1).strip();
        }
        boolean isNull = value.isEmpty() || value.equals("#@[]") || Ascii.equalsIgnoreCase(value, "MAILER-DAEMON");
        return isNull ? EMPTY : of(EmailAddress.of(value));
    }

    /** The address; empty for the null sender. */
    public Optional<EmailAddress> address() {
        return address;
    }

    /** Whether this is the null sender. */
    public boolean isEmpty() {
        return address.isEmpty();
    }

    /** What stands between the angle brackets of {@code MAIL FROM:<...>}. */
    public String value() {
        return address.map(EmailAddress::value).orElse("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReversePath that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return "<" + value() + ">";
    }
}
