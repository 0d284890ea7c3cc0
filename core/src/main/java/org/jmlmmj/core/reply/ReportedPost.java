package org.jmlmmj.core.reply;

import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.message.EncodedWords;
import org.jmlmmj.core.message.HeaderBlock;
import org.jmlmmj.core.text.OriginalMail;

/**
 * The post that a mail to its poster or to the moderators is about. Immutable and thread-safe.
 *
 * @param poster what {@code $posteraddr$} shows
 * @param subject what {@code $subject$} shows; at most {@value #MOST_CHARACTERS} characters
 * @param mail what {@code %originalmail%} shows: the post after header and footer processing (spec 06 §15)
 */
public record ReportedPost(EmailAddress poster, String subject, OriginalMail mail) {
    /** A subject is shown up to here: one of megabytes would come back several times as large. */
    static final int MOST_CHARACTERS = 1000;

    /** Cuts the subject, between characters. */
    public ReportedPost {
        if (subject.length() > MOST_CHARACTERS) {
            boolean splits = Character.isHighSurrogate(subject.charAt(MOST_CHARACTERS - 2));
            subject = subject.substring(0, MOST_CHARACTERS - (splits ? 2 : 1)) + "…";
        }
    }

    /** A post with the subject that its headers tell: the first {@code Subject:}, decoded (spec 02 §4.5). */
    public static ReportedPost of(EmailAddress poster, HeaderBlock headers, OriginalMail mail) {
        String subject = headers.first("Subject")
                .map(header -> EncodedWords.decode(header.text()).strip())
                .orElse("");
        return new ReportedPost(poster, subject, mail);
    }
}
