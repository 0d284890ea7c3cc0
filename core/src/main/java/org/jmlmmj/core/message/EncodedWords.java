package org.jmlmmj.core.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Encoded words in headers (RFC 2047): {@code =?charset?Q|B?text?=}. Written by hand because a subject is hostile input: both
 * directions take time linear in the length of the text. Stateless, so thread-safe.
 */
public final class EncodedWords {
    private static final int MOST_OCTETS = 75;
    private static final String PREFIX = "=?utf-8?q?";
    private static final String SUFFIX = "?=";
    /** What the original leaves alone (spec 06 §2.3). */
    private static final String UNSTRUCTURED_MARKS = ".,:;-";

    private static final String PHRASE_MARKS = "-";
    /** A word with one character of four octets. */
    private static final int LEAST_OCTETS = PREFIX.length() + 12 + SUFFIX.length();

    private static final String HEX = "0123456789ABCDEF";

    private EncodedWords() {}

    /**
     * Decodes every encoded word; white space between two of them disappears; what cannot be decoded stays as it is. The
     * result may hold any character, also line ends: treat it as data.
     */
    public static String decode(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int at = 0;
        boolean afterWord = false;
        while (at < text.length()) {
            int start = text.indexOf("=?", at);
            if (start < 0) {
                break;
            }
            Word word = Word.at(text, start);
            String between = text.substring(at, start);
            if (!afterWord || !between.isBlank() || !word.isDecoded()) {
                result.append(between);
            }
            result.append(word.text());
            afterWord = word.isDecoded();
            at = word.end();
        }
        return result.append(text, at, text.length()).toString();
    }

    /**
     * What stands at a {@code =?}: a decoded word, or just these two characters.
     *
     * @param end where the text goes on
     */
    private record Word(String text, int end, boolean isDecoded) {
        static Word at(String text, int start) {
            int charsetEnd = mark(text, start + 2);
            int encodingEnd = charsetEnd + 2;
            int textEnd = charsetEnd < 0 ? -1 : mark(text, encodingEnd + 1);
            boolean complete = textEnd >= 0
                    && text.charAt(encodingEnd) == '?'
                    && textEnd + 1 < text.length()
                    && text.charAt(textEnd + 1) == '=';
            if (complete) {
                Optional<String> decoded = decode(
                        text.substring(start + 2, charsetEnd),
                        text.charAt(charsetEnd + 1),
                        text.substring(encodingEnd + 1, textEnd));
                if (decoded.isPresent()) {
                    return new Word(decoded.get(), textEnd + 2, true);
                }
            }
            return new Word("=?", start + 2, false);
        }

        /** The next question mark; none beyond a blank, so that each octet is looked at a bounded number of times. */
        private static int mark(String text, int from) {
            for (int i = from; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '?') {
                    return i;
                }
                if (c <= ' ') {
                    return -1;
                }
            }
            return -1;
        }

        private static Optional<String> decode(String charset, char encoding, String text) {
            Optional<byte[]> octets = switch (encoding) {
                case 'q', 'Q' -> decodeQ(text);
                case 'b', 'B' -> decodeB(text);
                default -> Optional.empty();
            };
            // RFC 2231 §5 allows a language behind the charset.
            int language = charset.indexOf('*');
            String name = language < 0 ? charset : charset.substring(0, language);
            return octets.flatMap(bytes -> decode(name, bytes));
        }

        private static Optional<String> decode(String charset, byte[] octets) {
            try {
                return Optional.of(Charset.forName(charset)
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets))
                        .toString());
            } catch (IllegalArgumentException | CharacterCodingException e) {
                return Optional.empty();
            }
        }

        private static Optional<byte[]> decodeQ(String text) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '_') {
                    octets.write(' ');
                } else if (c != '=') {
                    octets.write(c);
                } else {
                    int high = i + 1 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                    int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                    if (high < 0 || low < 0) {
                        return Optional.empty();
                    }
                    octets.write((high << 4) | low);
                    i += 2;
                }
            }
            return Optional.of(octets.toByteArray());
        }

        private static Optional<byte[]> decodeB(String text) {
            try {
                return Optional.of(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** Whether the text can stand in a header as it is: printable ASCII that does not look like an encoded word. */
    public static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127) && !text.contains("=?");
    }

    /**
     * Encodes a text as one or more encoded words in UTF-8, separated by one blank, at which a header may be folded. Each has at
     * most 75 characters and holds whole characters only (RFC 2047 §2, §5).
     */
    public static String encode(String text) {
        return encode(text, 0);
    }

    /**
     * Like {@link #encode(String)}, for a line that holds some characters already, so that with its first word it has no more than
     * 76 (RFC 2047 §2).
     *
     * @param column how many characters the line holds
     */
    public static String encode(String text, int column) {
        return encode(text, column, UNSTRUCTURED_MARKS);
    }

    /** Like {@link #encode(String, int)}, for a name in an address header, where fewer characters may stay (RFC 2047 §5 (3)). */
    public static String encodePhrase(String text, int column) {
        return encode(text, column, PHRASE_MARKS);
    }

    private static String encode(String text, int column, String marks) {
        StringBuilder result = new StringBuilder(text.length() * 2);
        StringBuilder word = new StringBuilder(MOST_OCTETS);
        int most = Math.min(MOST_OCTETS, Math.max(MOST_OCTETS + 1 - column, LEAST_OCTETS));
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            String encoded = encode(c, marks);
            if (PREFIX.length() + word.length() + encoded.length() + SUFFIX.length() > most) {
                append(result, word);
                most = MOST_OCTETS;
            }
            word.append(encoded);
            at += Character.charCount(c);
        }
        append(result, word);
        return result.toString();
    }

    private static void append(StringBuilder result, StringBuilder word) {
        if (result.length() > 0) {
            result.append(' ');
        }
        result.append(PREFIX).append(word).append(SUFFIX);
        word.setLength(0);
    }

    /** Letters, digits and these marks stay; a blank becomes an underscore. */
    private static String encode(int c, String marks) {
        if (c == ' ') {
            return "_";
        }
        if (c < 128 && (Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0)) {
            return String.valueOf((char) c);
        }
        StringBuilder encoded = new StringBuilder(12);
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            encoded.append('=').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
        }
        return encoded.toString();
    }
}
