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
        if (text.contains(prefix) || EncodedWords.decode(text).contains(prefix)) {
            return subject;
        }
        String raw = new String(subject.raw(), StandardCharsets.ISO_8859_1);
        String value = raw.substring(raw.indexOf(':') + 1);
        // The rest stays octet for octet, with its leading blank, folds and encoded words.
        String front = new String(
                ("Subject: " + encoded(value)).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return Header.of((front + value).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The subject of a mail that has none. */
    public Header alone(LineEnd lineEnd) {
        return Header.of("Subject", encoded(""), lineEnd);
    }

    /** A prefix that is not plain ASCII becomes an encoded word. */
    private String encoded(String value) {
        if (EncodedWords.isPlain(prefix)) {
            return prefix;
        }
        // White space between two encoded words would vanish when they are read (RFC 2047 §6.2), so it goes inside.
        boolean glued = value.startsWith(" =?") && !prefix.endsWith(" ");
        return EncodedWords.encode(glued ? prefix + " " : prefix);
    }
}
