package org.jmlmmj.core.address;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One mail address as it may stand between {@code <} and {@code >} of an SMTP command (RFC 5321 §4.1.2, RFC 6531): local part,
 * last {@code @}, domain.
 *
 * <p>It cannot hold CR, LF, NUL or any other control character, a line or paragraph separator, nor, outside a quoted local
 * part, blanks or one of {@code ()<>[],;:\"}; so no line of a subscriber file and no header can add an SMTP command or end
 * the {@code <...>} early (spec 03 §5, 07 §2). At most {@value #MAX_OCTETS} octets of UTF-8.
 *
 * <p>Two addresses are equal when they differ only in ASCII case (spec 02 §4.1); the spelling is kept. Immutable and
 * thread-safe.
 */
public final class EmailAddress {
    /** RFC 5321 §4.5.3.1.3: a path of 256 octets less its angle brackets. */
    public static final int MAX_OCTETS = 254;

    private static final String SPECIALS = "()<>[],;:\\\"@";

    private final String value;
    private final int at;

    private EmailAddress(String value, int at) {
        this.value = value;
        this.at = at;
    }

    /**
     * Reads an address; white space around it is ignored.
     *
     * @throws InvalidAddressException if it is none, with the reason
     */
    public static EmailAddress of(String text) {
        String value = text.strip();
        int at = value.lastIndexOf('@');
        if (at < 0) {
            throw new InvalidAddressException("has no @");
        }
        if (at == 0 || at == value.length() - 1) {
            throw new InvalidAddressException("needs text on both sides of the @");
        }
        requireLength(value);
        requirePrintable(value);
        requireLocalPart(value.substring(0, at));
        requireDomain(value.substring(at + 1));
        return new EmailAddress(value, at);
    }

    /** Reads an address; empty if it is none. */
    public static Optional<EmailAddress> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (InvalidAddressException e) {
            return Optional.empty();
        }
    }

    private static void requireLength(String value) {
        // A UTF-16 unit takes at least one octet, so very long input is refused before it is encoded.
        if (value.length() > MAX_OCTETS || value.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            throw new InvalidAddressException("is longer than " + MAX_OCTETS + " octets");
        }
    }

    private static void requirePrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw new InvalidAddressException("holds a control character");
            }
            if (c == '\ufffd' || isLoneSurrogate(value, i)) {
                throw new InvalidAddressException("is not valid UTF-8");
            }
        }
    }

    private static boolean isLoneSurrogate(String value, int i) {
        char c = value.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }

    private static void requireLocalPart(String local) {
        if (local.charAt(0) == '"') {
            requireQuotedString(local);
        } else {
            requireNoSpecials(local);
        }
    }

    /** RFC 5321 §4.1.2 Quoted-string: a quote or backslash inside needs a backslash before it. */
    private static void requireQuotedString(String local) {
        int last = local.length() - 1;
        int i = 1;
        while (i < last) {
            char c = local.charAt(i);
            if (c == '"') {
                throw new InvalidAddressException("has a quote inside its quoted local part");
            }
            i += c == '\\' ? 2 : 1;
        }
        if (i != last || local.charAt(last) != '"') {
            throw new InvalidAddressException("has a local part with an open quote");
        }
    }

    private static void requireDomain(String domain) {
        // An address literal (RFC 5321 §4.1.3) keeps its brackets and colons.
        boolean literal = domain.startsWith("[") && domain.endsWith("]") && domain.length() > 2;
        requireNoSpecials(literal ? domain.substring(1, domain.length() - 1).replace(":", "") : domain);
    }

    private static void requireNoSpecials(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                throw new InvalidAddressException("holds a blank");
            }
            if (SPECIALS.indexOf(c) >= 0) {
                throw new InvalidAddressException("holds the character " + c);
            }
        }
    }

    /** The whole address as written. */
    public String value() {
        return value;
    }

    /** The text before the last {@code @}, with its quotes if it has some. */
    public String local() {
        return value.substring(0, at);
    }

    /** The text after the last {@code @}. */
    public String domain() {
        return value.substring(at + 1);
    }

    /** The same address as it is stored in subscriber files: A–Z turned into a–z (spec 01 §7.2). */
    public EmailAddress lowerCase() {
        return new EmailAddress(Ascii.lowerCase(value), at);
    }

    /** Whether the local part is a quoted string. */
    public boolean isQuoted() {
        return value.charAt(0) == '"';
    }

    /** Whether every character is ASCII, so that it may be used without SMTPUTF8 (RFC 6531). */
    public boolean isAscii() {
        return value.chars().allMatch(c -> c < 128);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that && Ascii.equalsIgnoreCase(value, that.value);
    }

    @Override
    public int hashCode() {
        return Ascii.lowerCase(value).hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
