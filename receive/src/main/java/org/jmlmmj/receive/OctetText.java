package org.jmlmmj.receive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes text for log lines of octets that came from outside. Stateless, so thread-safe. */
final class OctetText {
    /** A header can have megabytes; nobody wants them in the log. */
    private static final int MOST_CHARACTERS = 200;

    private OctetText() {}

    /**
     * The octets in quotes, read as UTF-8 or, if they are none, as ISO-8859-1; cut if they are many.
     *
     * @param octets every character one octet
     */
    static String quoted(String octets) {
        String text = decode(octets);
        if (text.length() <= MOST_CHARACTERS) {
            return '"' + text + '"';
        }
        boolean splits = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return '"' + text.substring(0, splits ? MOST_CHARACTERS - 1 : MOST_CHARACTERS) + "\"...";
    }

    private static String decode(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return octets;
        }
    }
}
