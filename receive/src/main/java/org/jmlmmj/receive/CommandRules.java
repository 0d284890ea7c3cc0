package org.jmlmmj.receive;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.list.Tunable;
import org.jmlmmj.core.list.Tunables;

/**
 * Decides whether a command is obeyed (spec 02 §6.2, §6.3). Changes nothing, and asks no file but control files. Thread-safe.
 */
final class CommandRules {
    private final MailingList list;

    CommandRules(MailingList list) {
        this.list = list;
    }

    /** Why the command is ignored; empty if it may be obeyed. */
    Optional<String> refusal(ListCommand command, IncomingMail mail) throws IOException {
        if (command instanceof ListCommand.Bounce) {
            // Nobody's wish: it may have any From:, and is taken on closed lists too.
            return Optional.empty();
        }
        Optional<String> closed = closed(command);
        if (closed.isPresent()) {
            return closed;
        }
        if (command instanceof ListCommand.ByCookie) {
            // Vacation programs that answer to Reply-To: would release posts and confirm what nobody wanted.
            return AutomaticMail.submitted(mail);
        }
        return list.isOwn(mail.author()) ? Optional.of("it claims to come from the list itself") : Optional.empty();
    }

    /**
     * Confirming a subscription is possible on a closed list: the cookie proves that an administrator or an earlier, valid
     * request made it.
     */
    private Optional<String> closed(ListCommand command) throws IOException {
        Tunables tunables = list.tunables();
        boolean joins = command instanceof ListCommand.Subscribe;
        boolean leaves =
                command instanceof ListCommand.Unsubscribe || command instanceof ListCommand.ConfirmUnsubscription;
        if ((joins || leaves) && tunables.get(Tunable.CLOSEDLIST)) {
            return Optional.of("the list is closed");
        }
        return joins && tunables.get(Tunable.CLOSEDLISTSUB)
                ? Optional.of("the list is closed to new subscribers")
                : Optional.empty();
    }
}
