package org.jmlmmj.bounce;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The octets of a report as text, whatever they are declared to be. Stateless, so thread-safe. */
final class ReportText {
    /** Switches to two octets per character: RFC 1468. */
    private static final String JAPANESE_SHIFT = "\u001b$";

    private ReportText() {}

    /**
     * Decodes text. Reports in UTF-8 or ISO-2022-JP are often not declared; then every octet is one character at last, which
     * loses no ASCII.
     */
    static String decode(byte[] octets, @Nullable String declared) {
        Optional<Charset> charset = charset(declared);
        if (charset.isPresent() && !charset.get().equals(StandardCharsets.US_ASCII)) {
            return lenient(octets, charset.get());
        }
        String plain = new String(octets, StandardCharsets.ISO_8859_1);
        if (plain.contains(JAPANESE_SHIFT) && Charset.isSupported("ISO-2022-JP")) {
            return lenient(octets, Charset.forName("ISO-2022-JP"));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return plain;
        }
    }

    private static Optional<Charset> charset(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? Optional.empty() : Optional.of(Charset.forName(name.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The limit may have cut the last character in two. */
    private static String lenient(byte[] octets, Charset charset) {
        CharBuffer text = CharBuffer.wrap("");
        try {
            text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(octets));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("nothing is refused", e);
        }
        return text.toString();
    }
}
