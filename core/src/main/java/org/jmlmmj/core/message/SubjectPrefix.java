package org.jmlmmj.core.message;

import java.nio.charset.StandardCharsets;

/**
 * The text that a list puts in front of subjects, for example {@code [birds]} (spec 02 §3.3). It is not added to a subject
 * that holds it already, however that is encoded. Immutable and thread-safe.
 */
public final class SubjectPrefix {
    private final String prefix;

    /** The prefix with its trailing blanks; may be empty, which only gives mails without a subject an empty one. */
    public SubjectPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** The subject header with the prefix in front of its value; the same header if it holds the prefix already. */
    public Header applyTo(Header subject) {
        String text = subject.text();
        if (isIn(text) || isIn(EncodedWords.decode(text))) {
            return subject;
        }
        String raw = new String(subject.raw(), StandardCharsets.ISO_8859_1);
        String value = raw.substring(raw.indexOf(':') + 1);
        // The rest stays octet for octet, with its leading blank, folds and encoded words.
        String front = new String(
                ("Subject: " + encoded(value)).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return Header.of((front + value).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Some programs fold with a tab what was a blank. */
    private boolean isIn(String text) {
        return text.contains(prefix) || text.replace('\t', ' ').contains(prefix);
    }

    /** The subject of a mail that has none. */
    public Header alone(LineEnd lineEnd) {
        return Header.of("Subject", encoded(""), lineEnd);
    }

    /** A prefix that is not plain ASCII becomes an encoded word; white space divides such a word from the rest (RFC 2047 §5). */
    private String encoded(String value) {
        boolean startsWithBlank = value.isEmpty() || value.charAt(0) <= ' ';
        boolean beforeWord = value.strip().startsWith("=?");
        if (EncodedWords.isPlain(prefix)) {
            return beforeWord && !startsWithBlank ? prefix + " " : prefix;
        }
        // White space between two encoded words would vanish when they are read (RFC 2047 §6.2), so it goes inside.
        String text = beforeWord && !prefix.endsWith(" ") ? prefix + " " : prefix;
        return EncodedWords.encode(text) + (startsWithBlank ? "" : " ");
    }
}
