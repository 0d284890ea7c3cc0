package org.jmlmmj.bounce;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.send.smtp.EnhancedStatus;

/**
 * What a {@code message/delivery-status} says (RFC 3464, RFC 6533; spec 05 §6.2). Immutable and thread-safe.
 *
 * @param failures the recipients for whom it reports a failure
 * @param others how many recipients it reports something else about: delays, deliveries
 */
record StatusReport(List<Failure> failures, int others) {
    /** Spec 05 §6.2: the work is bounded. */
    private static final int MOST_RECIPIENTS = 1000;

    /** Copies the list. */
    StatusReport {
        failures = List.copyOf(failures);
    }

    /** Reads the content of the part. */
    static StatusReport read(String text, Judge judge) {
        List<Failure> failures = new ArrayList<>();
        int others = 0;
        // One more for the group about the mail itself.
        for (StatusFields fields : StatusFields.read(text, MOST_RECIPIENTS + 1)) {
            if (!fields.isOfRecipient()) {
                continue;
            }
            if (isFailed(fields)) {
                failures.add(failure(fields, judge));
            } else {
                others++;
            }
        }
        return new StatusReport(failures, others);
    }

    /** RFC 3464 §2.3.3. {@code delayed}, {@code delivered}, {@code relayed} and {@code expanded} are no failures. */
    private static boolean isFailed(StatusFields fields) {
        Optional<String> action = fields.get("Action").map(value -> value.toLowerCase(Locale.ROOT));
        return action.isPresent()
                ? action.get().startsWith("fail")
                : status(fields).filter(status -> status.kind() == 5).isPresent();
    }

    private static Optional<EnhancedStatus> status(StatusFields fields) {
        return fields.get("Status").flatMap(Codes::ofField);
    }

    private static Failure failure(StatusFields fields, Judge judge) {
        String reason = fields.get("Diagnostic-Code")
                .map(StatusReport::withoutType)
                .orElseGet(() -> fields.get("Status").map(StatusReport::comment).orElse(""));
        Judge.Judgement judgement = judge.judge(status(fields), reason);
        return Failure.of(candidates(fields), judgement, reason);
    }

    /** {@code smtp; 550 ...} (RFC 3464 §2.3.6). */
    private static String withoutType(String diagnostic) {
        int semicolon = diagnostic.indexOf(';');
        boolean hasType = semicolon > 0
                && diagnostic.substring(0, semicolon).strip().chars().noneMatch(Character::isWhitespace);
        return hasType ? diagnostic.substring(semicolon + 1).strip() : diagnostic;
    }

    /** {@code 5.1.1 (bad destination mailbox address)}. */
    private static String comment(String status) {
        int open = status.indexOf('(');
        int close = status.lastIndexOf(')');
        return open >= 0 && close > open ? status.substring(open + 1, close) : "";
    }

    /** The original first: it is what we sent to, whoever it was forwarded to. */
    private static List<EmailAddress> candidates(StatusFields fields) {
        Set<EmailAddress> candidates = new LinkedHashSet<>();
        for (String name : new String[] {"Original-Recipient", "Final-Recipient"}) {
            fields.get(name).map(RecipientField::addresses).ifPresent(candidates::addAll);
        }
        return List.copyOf(candidates);
    }
}
