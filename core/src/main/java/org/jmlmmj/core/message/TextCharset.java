package org.jmlmmj.core.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The charset of a text part, and what can be done with its octets without decoding them. Immutable and thread-safe. */
final class TextCharset {
    static final TextCharset UTF_8 = new TextCharset(StandardCharsets.UTF_8);

    private final Charset charset;

    private TextCharset(Charset charset) {
        this.charset = charset;
    }

    /** The charset with this name; empty if Java does not know it or cannot write it. */
    static Optional<TextCharset> named(String name) {
        try {
            return Optional.of(Charset.forName(name)).filter(Charset::canEncode).map(TextCharset::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether every ASCII octet stands for itself wherever a character may begin, control characters included. Then text can be
     * put between others without a look at them. Not so UTF-16, nor ISO-2022-JP with its shifts.
     */
    boolean isTransparent() {
        byte[] ascii = new byte[128];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) i;
        }
        return decode(ascii)
                .filter(new String(ascii, StandardCharsets.US_ASCII)::equals)
                .isPresent();
    }

    /** Whether ASCII text is written in ASCII, so that transfer encodings made for lines of text can carry it. */
    boolean keepsAscii() {
        return encode("Az 09\r\n")
                .filter(octets -> "Az 09\r\n".equals(new String(octets, StandardCharsets.US_ASCII)))
                .isPresent();
    }

    /** The text; empty if the octets are not valid. */
    Optional<String> decode(byte[] octets) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * The text as its author meant it: what calls itself ISO-8859-1 and uses the octets 0x80 to 0x9F, which are control
     * characters there, is Windows-1252, and every mail program shows it so.
     */
    Optional<String> decodeAsMeant(byte[] octets) {
        if (charset.equals(StandardCharsets.ISO_8859_1)) {
            for (byte b : octets) {
                if ((b & 0xe0) == 0x80) {
                    return named("windows-1252").flatMap(meant -> meant.decode(octets));
                }
            }
        }
        return decode(octets);
    }

    /** The text, with a replacement for what is not valid. */
    String show(byte[] octets) {
        return new String(octets, charset);
    }

    /** The octets of a text; empty if it holds a character that this charset has not. */
    Optional<byte[]> encode(String text) {
        try {
            ByteBuffer octets = charset.newEncoder()
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] exact = new byte[octets.remaining()];
            octets.get(exact);
            return Optional.of(exact);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return charset.name();
    }
}
