package org.jmlmmj.bounce;

import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Finds a recipient at the beginning of a line, perhaps behind a word such as {@code To:}. Addresses elsewhere in a line are not
 * taken: they may be the author's, or a postmaster's. Immutable and thread-safe.
 *
 * @param labels the words, folded
 */
record RecipientLine(List<String> labels) {
    private static final String OPENERS = "*\u2022\u30fb<[('\"\u201e\u201c\u00ab";
    private static final String ENDS = " \t<>()[],;:'\"\u3001\u3002\uff1a\u00bb\u201d\u201c";

    /**
     * A recipient.
     *
     * @param rest what follows in the line
     */
    record Found(EmailAddress address, String rest) {}

    /** The recipient of a line; empty if it does not begin with one. */
    Optional<Found> read(String line) {
        String text = withoutLabel(line.strip());
        int from = 0;
        while (from < text.length() && (OPENERS.indexOf(text.charAt(from)) >= 0 || text.charAt(from) == ' ')) {
            from++;
        }
        if (text.startsWith("mailto:", from)) {
            from += "mailto:".length();
        }
        int to = from;
        while (to < text.length() && ENDS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String token = text.substring(from, to);
        String address = token.endsWith(".") ? token.substring(0, token.length() - 1) : token;
        String rest = text.substring(to);
        if (address.indexOf('@') < 1 || isQuotation(rest)) {
            return Optional.empty();
        }
        return EmailAddress.parse(address).map(found -> new Found(found, withoutMarks(rest)));
    }

    private static String withoutMarks(String rest) {
        int from = 0;
        while (from < rest.length() && (ENDS.indexOf(rest.charAt(from)) >= 0) && rest.charAt(from) != '(') {
            from++;
        }
        return rest.substring(from);
    }

    private String withoutLabel(String line) {
        String folded = Phrases.fold(line).replace(" :", ":");
        for (String label : labels) {
            if (folded.startsWith(label)) {
                int end = colon(line);
                return end < 0 ? line : line.substring(end + 1).strip();
            }
        }
        return line;
    }

    private static int colon(String line) {
        int ascii = line.indexOf(':');
        return ascii >= 0 ? ascii : line.indexOf('\uff1a');
    }

    /** {@code ann@example.net wrote:} begins a quotation, and ann is who wrote the post. */
    private static boolean isQuotation(String rest) {
        return rest.stripTrailing().endsWith(":") && rest.chars().anyMatch(Character::isLetterOrDigit);
    }
}
