package org.jmlmmj.core.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.message.EncodedWords;

/**
 * A header of a mail that we write, and its form on the wire: ASCII, without control characters, in lines of at most 76
 * characters as far as we break them (spec 06 §2.3). Immutable and thread-safe.
 *
 * @param name the name as it is written
 * @param lines its value: what follows the colon, and continuation lines with their white space
 */
public record HeaderField(String name, List<String> lines) {
    private static final int MOST_COLUMNS = 76;
    /** RFC 5322 §2.1.1, with room for the name. */
    private static final int LONGEST_WORD = 900;

    private static final Set<String> WITH_ADDRESSES =
            Set.of("from", "to", "cc", "bcc", "reply-to", "sender", "mail-followup-to", "list-id");
    private static final List<String> STRUCTURED = List.of(
            "content-",
            "mime-",
            "message-id",
            "date",
            "references",
            "in-reply-to",
            "received",
            "return-path",
            "resent-");

    /** Replaces control characters. */
    public HeaderField {
        lines = lines.stream().map(HeaderField::withoutControls).toList();
    }

    /** A header of one line, its value as it follows the colon. */
    public static HeaderField of(String name, String value) {
        return new HeaderField(name, List.of(value));
    }

    /** The header with another line. */
    HeaderField continuedBy(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new HeaderField(name, more);
    }

    /** A tab is white space; any other control character could end the header somewhere on the way. */
    private static String withoutControls(String line) {
        StringBuilder safe = new StringBuilder(line);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (c != '\t' && (Character.isISOControl(c) || c == '\u2028' || c == '\u2029')) {
                safe.setCharAt(i, ' ');
            }
        }
        return safe.toString();
    }

    /** Whether it has this name, in any case. */
    public boolean is(String other) {
        return Ascii.equalsIgnoreCase(name, other);
    }

    /** The header as it is written, without the last line end. */
    public String wire() {
        if (is("Subject")) {
            return "Subject: " + subject(unfolded(), "Subject: ".length());
        }
        boolean ascii = lines.stream().allMatch(line -> line.chars().allMatch(c -> c < 128));
        String lowerCase = Ascii.lowerCase(name);
        if (ascii || STRUCTURED.stream().anyMatch(lowerCase::startsWith)) {
            return name + ":" + String.join("\n", lines);
        }
        String start = name + ": ";
        return start
                + (WITH_ADDRESSES.contains(lowerCase)
                        ? AddressField.encode(unfolded(), start.length())
                        : folded(EncodedWords.encode(unfolded(), start.length())));
    }

    private String unfolded() {
        StringBuilder value = new StringBuilder();
        for (String line : lines) {
            value.append(' ').append(line.strip());
        }
        return value.toString().strip().replace('\t', ' ');
    }

    /** Encodes exactly when the original does, so that filters which people have set up go on working. */
    private static String subject(String value, int column) {
        if (value.chars().allMatch(HeaderField::isPlain) && longestWord(value) < LONGEST_WORD) {
            return fold(value, column);
        }
        return folded(EncodedWords.encode(value, column));
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ".,:;- ".indexOf(c) >= 0;
    }

    private static int longestWord(String text) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return longest;
    }

    /** One encoded word per line; they hold no blanks, and the white space between them means nothing (RFC 2047 §6.2). */
    static String folded(String words) {
        return words.replace(" ", "\n ");
    }

    /** Breaks a text before blanks, which stay (RFC 5322 §2.2.3), but never so that a line has blanks only. */
    private static String fold(String text, int column) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        int lineStart = -column;
        int lastBlank = -1;
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean startsWord = text.charAt(i) == ' ' && i > 0 && text.charAt(i - 1) != ' ';
            if (i - lineStart >= MOST_COLUMNS && lastBlank > written) {
                result.append(text, written, lastBlank).append('\n');
                written = lastBlank;
                lineStart = lastBlank;
            }
            if (startsWord) {
                lastBlank = i;
            }
        }
        return result.append(text, written, text.length()).toString();
    }
}
