package org.jmlmmj.bounce;

import java.util.Optional;
import org.jmlmmj.send.smtp.EnhancedStatus;

/**
 * Decides what a failure means from the code of the report, the codes in the server's words and the words themselves. Stateless
 * but for the phrases, so thread-safe.
 *
 * @param phrases the wordings of many servers
 */
record Judge(Phrases phrases) {
    /** The judgement: class and code. */
    record Judgement(BounceClass kind, Optional<EnhancedStatus> status) {
        static Judgement of(EnhancedStatus status) {
            return new Judgement(BounceClass.of(status), Optional.of(status));
        }
    }

    /**
     * Judges a failure.
     *
     * @param reported the code of the report, if it has one
     * @param words what the server said; may be empty
     */
    Judgement judge(Optional<EnhancedStatus> reported, String words) {
        Optional<EnhancedStatus> told = reported.filter(Judge::isTelling)
                .or(() -> Codes.status(words).filter(Judge::isTelling))
                .or(() -> reported)
                .or(() -> Codes.status(words));
        Optional<EnhancedStatus> meant = phrases.meaning(words);
        if (told.isPresent() && (meant.isEmpty() || isExact(told.get()))) {
            return isTelling(told.get()) ? Judgement.of(told.get()) : byReply(told, words);
        }
        if (told.isPresent() && isTelling(told.get())) {
            return new Judgement(BounceClass.of(meant.get()), told);
        }
        return meant.map(Judgement::of).orElseGet(() -> byReply(told, words));
    }

    /** The first digit of a reply is all that is left; 552 is a mailbox or a mail that is too large (RFC 5321 §4.2.3). */
    private static Judgement byReply(Optional<EnhancedStatus> told, String words) {
        int code = Codes.reply(words).orElse(told.map(EnhancedStatus::kind).orElse(5) * 100);
        return new Judgement(code / 100 == 4 || code == 552 ? BounceClass.TRANSIENT : BounceClass.PERMANENT, told);
    }

    /** Whether a code says more than success or failure. */
    private static boolean isTelling(EnhancedStatus status) {
        return status.subject() != 0;
    }

    /**
     * Whether a code leaves nothing open. Many servers use those about security, protocol and systems, and all that end in 0, for
     * everything: their words count then.
     */
    private static boolean isExact(EnhancedStatus status) {
        boolean vague = status.subject() == 3 || status.subject() == 5 || status.subject() == 7;
        return !vague && isTelling(status) && status.detail() != 0;
    }
}
