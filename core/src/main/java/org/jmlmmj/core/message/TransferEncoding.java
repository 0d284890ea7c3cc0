package org.jmlmmj.core.message;

import java.util.Optional;
import org.jmlmmj.core.address.Ascii;

/** How the octets of a part are written down (RFC 2045 §6). Immutable and thread-safe. */
enum TransferEncoding {
    SEVEN_BIT("7bit"),
    EIGHT_BIT("8bit"),
    BINARY("binary"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    /** The longest line of 7bit and 8bit, without its line end (RFC 5322 §2.1.1). */
    private static final int LONGEST_LINE = 998;

    private final String word;

    TransferEncoding(String word) {
        this.word = word;
    }

    /** The encoding with this name, in any case; a comment or a parameter behind it does not count. */
    static Optional<TransferEncoding> of(String value) {
        String name = value.strip();
        int end = 0;
        while (end < name.length() && " \t;(".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        for (TransferEncoding encoding : values()) {
            if (Ascii.equalsIgnoreCase(encoding.word, name.substring(0, end))) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    /** The name as it stands in headers. */
    String word() {
        return word;
    }

    /** Whether octets are written as they are. */
    boolean isIdentity() {
        return this != QUOTED_PRINTABLE && this != BASE64;
    }

    /** Whether these octets, written as they are, keep to the rules of this encoding; always if it can write anything. */
    boolean carries(byte[] octets) {
        if (this != SEVEN_BIT && this != EIGHT_BIT) {
            return true;
        }
        int length = 0;
        for (byte b : octets) {
            length = b == '\n' ? 0 : length + 1;
            if (length > LONGEST_LINE + 1 || b == 0 || (b < 0 && this == SEVEN_BIT)) {
                return false;
            }
        }
        return true;
    }
}
