package org.jmlmmj.bounce;

import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Where a phrase occurs in a text. Immutable and thread-safe.
 *
 * @param from where it begins
 * @param recipient the address in the place of its {@code @}, if it has one
 */
record PhraseMatch(int from, Optional<EmailAddress> recipient) {
    /** Looks for a phrase, in which one {@code @} stands for an address. Both are folded. */
    static Optional<PhraseMatch> of(String phrase, String text) {
        int at = phrase.indexOf('@');
        if (at < 0) {
            int found = text.indexOf(phrase);
            return found < 0 ? Optional.empty() : Optional.of(new PhraseMatch(found, Optional.empty()));
        }
        String head = phrase.substring(0, at);
        String tail = phrase.substring(at + 1);
        int start = text.indexOf(head);
        int end = start < 0 ? -1 : end(text, tail, start + head.length());
        if (end < 0) {
            return Optional.empty();
        }
        String between = text.substring(start + head.length(), end);
        return RecipientField.addresses(trim(between)).stream()
                .findFirst()
                .map(address -> new PhraseMatch(start, Optional.of(address)));
    }

    /** Where an address ends: at what follows in the phrase, or at a blank. */
    private static int end(String text, String tail, int from) {
        if (!tail.isEmpty()) {
            return text.indexOf(tail, from);
        }
        int blank = text.indexOf(' ', from);
        return blank < 0 ? text.length() : blank;
    }

    /** Without quotes and brackets. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && "'\"([ \u201e\u201c\u00ab".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && "'\")],.: \u201c\u201d\u00bb".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }
}
