package org.jmlmmj.bounce;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;

/**
 * Reads reports that people are meant to read: of qmail (QSBMF), old Exim, Sendmail, Exchange, Domino, GroupWise and many
 * providers. They have in common a phrase that begins the report, recipients at the start of lines, each with the reason behind
 * or below it, and a phrase before the copy of the mail; the phrases are in {@link Phrases}. Thread-safe.
 */
final class TextReport {
    private static final int MOST_LINES = 400;
    private static final int MOST_RECIPIENTS = 100;
    private static final int MOST_REASON = 1000;

    /** Every phrase is looked for in these, for every recipient. */
    private static final int MOST_WORDS = 4000;

    private final Phrases phrases;
    private final Judge judge;
    private final RecipientLine recipientLine;

    TextReport(Phrases phrases, Judge judge) {
        this.phrases = phrases;
        this.judge = judge;
        this.recipientLine = new RecipientLine(phrases.of(Phrases.RECIPIENT));
    }

    /** Whether the text warns that a mail is late. */
    boolean isDelay(String text) {
        return phrases.occurs(Phrases.DELAY, Phrases.fold(head(text)));
    }

    private static String head(String text) {
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS);
    }

    /** The failures that a text reports; empty if no phrase begins a report in it. */
    List<Failure> failures(String text) {
        List<String> lines = text.lines().limit(MOST_LINES).toList();
        for (int i = 0; i < lines.size(); i++) {
            Optional<Opening> opening = opening(lines, i);
            if (opening.isPresent()) {
                return failures(opening.get().recipient(), section(lines, i));
            }
        }
        return List.of();
    }

    /** The failures of a text that is known to be a report although no phrase begins it; empty if it says nothing. */
    List<Failure> failuresWithoutOpening(String text) {
        List<String> section = section(text.lines().limit(MOST_LINES).toList(), 0);
        return says(head(String.join(" ", section))) ? failures(Optional.empty(), section) : List.of();
    }

    /** A phrase that begins a report, and the recipient in it, if it names one. */
    private record Opening(Optional<EmailAddress> recipient) {}

    private Optional<Opening> opening(List<String> lines, int at) {
        String line = Phrases.fold(lines.get(at));
        String next = at + 1 < lines.size() ? Phrases.fold(lines.get(at + 1)) : "";
        // The phrase may go over two lines, but has to begin in this one.
        String both = line + " " + next;
        for (String phrase : phrases.of(Phrases.FAILURE)) {
            Optional<PhraseMatch> match = PhraseMatch.of(phrase, both);
            if (match.isPresent() && match.get().from() < line.length()) {
                return Optional.of(new Opening(match.get().recipient()));
            }
        }
        return Optional.empty();
    }

    private List<String> section(List<String> lines, int from) {
        List<String> section = new ArrayList<>();
        for (String line : lines.subList(from, lines.size())) {
            String folded = Phrases.fold(line);
            if (phrases.of(Phrases.END).stream().anyMatch(folded::startsWith)) {
                break;
            }
            section.add(line);
        }
        return section;
    }

    private List<Failure> failures(Optional<EmailAddress> named, List<String> section) {
        Set<EmailAddress> found = new LinkedHashSet<>();
        List<StringBuilder> reasons = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        named.ifPresent(address -> {
            found.add(address);
            reasons.add(new StringBuilder());
        });
        for (String line : section) {
            Optional<RecipientLine.Found> recipient = recipientLine.read(line);
            if (recipient.isPresent() && found.size() < MOST_RECIPIENTS) {
                if (found.add(recipient.get().address())) {
                    reasons.add(new StringBuilder());
                }
                append(
                        reasons.get(List.copyOf(found).indexOf(recipient.get().address())),
                        recipient.get().rest());
            } else {
                append(reasons.isEmpty() ? before : reasons.get(reasons.size() - 1), line);
            }
        }
        String all = head(String.join(" ", section));
        return found.isEmpty() ? List.of(failure(List.of(), all, all)) : failures(List.copyOf(found), reasons, all);
    }

    private static void append(StringBuilder reason, String line) {
        if (!line.isBlank() && reason.length() < MOST_REASON) {
            reason.append(reason.length() == 0 ? "" : " ").append(line.strip());
        }
    }

    private List<Failure> failures(List<EmailAddress> recipients, List<StringBuilder> reasons, String all) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            failures.add(failure(List.of(recipients.get(i)), reasons.get(i).toString(), all));
        }
        return failures;
    }

    /** If what stands below a recipient says nothing, the reason stands above, for all of them. */
    private Failure failure(List<EmailAddress> recipient, String words, String all) {
        String reason = says(words) ? words : all;
        return Failure.of(recipient, judge.judge(Optional.empty(), reason), Phrases.fold(reason));
    }

    private boolean says(String words) {
        return Codes.status(words).isPresent()
                || Codes.reply(words).isPresent()
                || phrases.meaning(words).isPresent();
    }
}
