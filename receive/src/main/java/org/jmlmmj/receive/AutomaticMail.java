package org.jmlmmj.receive;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.message.HeaderBlock;

/**
 * Recognises mail that a program wrote, or that a list has passed on. It is never answered: the answer would reach nobody
 * who asked, or start a loop (RFC 3834 §2, spec 02 §9). Stateless, so thread-safe.
 */
final class AutomaticMail {
    private static final List<String> BULK = List.of("bulk", "junk", "list");
    private static final List<String> PROGRAMS = List.of("mailer-daemon", "listserv", "majordomo");

    private AutomaticMail() {}

    /** Why the mail must not be answered; empty if it may be. */
    static Optional<String> reason(IncomingMail mail) {
        HeaderBlock headers = mail.headers();
        if (mail.hasNullSender()) {
            return Optional.of("it has no envelope sender");
        }
        Optional<String> submitted = submitted(mail);
        if (submitted.isPresent()) {
            return submitted;
        }
        Optional<String> precedence = value(headers, "Precedence", BULK::contains);
        if (precedence.isPresent()) {
            return Optional.of("it says Precedence: " + precedence.get());
        }
        if (headers.first("List-Id").isPresent()) {
            return Optional.of("it comes from a mailing list");
        }
        return mail.sender()
                .address()
                .filter(AutomaticMail::isProgram)
                .map(sender -> "its envelope sender " + sender + " is a program");
    }

    /** Why a program must have written the mail, by its own word (RFC 3834 §5); empty if it says nothing of the kind. */
    static Optional<String> submitted(IncomingMail mail) {
        return value(mail.headers(), "Auto-Submitted", word -> !word.equals("no"))
                .map(value -> "it says Auto-Submitted: " + value);
    }

    /** Local parts that RFC 3834 §2 names as those of list software and mail servers. */
    private static boolean isProgram(EmailAddress sender) {
        String local = Ascii.lowerCase(sender.local());
        return local.startsWith("owner-") || local.endsWith("-request") || PROGRAMS.contains(local);
    }

    /** The first value whose word is of that kind; a program may have added its header to those of another. */
    private static Optional<String> value(HeaderBlock headers, String name, Predicate<String> kind) {
        return headers.all(name)
                .map(header -> header.value().strip())
                .filter(value -> kind.test(word(value)))
                .findFirst();
    }

    /** The value without parameters and comments, in lower case. */
    private static String word(String value) {
        int end = 0;
        while (end < value.length() && (Character.isLetterOrDigit(value.charAt(end)) || value.charAt(end) == '-')) {
            end++;
        }
        return Ascii.lowerCase(value.substring(0, end));
    }
}
