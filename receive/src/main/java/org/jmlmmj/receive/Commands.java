package org.jmlmmj.receive;

import java.io.IOException;
import java.util.Optional;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.receive.Action.FollowUp;

/** Obeys commands by mail (spec 02 §6), whatever folder they concern. Thread-safe, if the distribution is. */
final class Commands {
    private final MailingList list;
    private final CommandRules rules;
    private final SubscriptionActions subscriptions;
    private final ModerationActions moderation;
    private final InfoActions infos;
    private final BounceActions bounces;

    Commands(MailingList list, AdminMailWriter writer, Distribution distribution) {
        this.list = list;
        this.rules = new CommandRules(list);
        this.subscriptions = new SubscriptionActions(list, writer, distribution);
        this.moderation = new ModerationActions(list, distribution);
        this.infos = new InfoActions(list, distribution);
        this.bounces = new BounceActions(list);
    }

    /**
     * Obeys a command.
     *
     * @param extension what stands behind the delimiter of the address the mail came to
     */
    FollowUp obey(WorkInHand work, String extension) throws IOException {
        Optional<ListCommand> command = ListCommand.parse(extension);
        if (command.isEmpty()) {
            return refuseUnknown(work, extension);
        }
        Optional<String> refusal = rules.refusal(command.get(), work.mail());
        if (refusal.isPresent()) {
            return work.ignore(Secrets.hide(extension) + ": " + refusal.get());
        }
        return action(command.get()).act(work);
    }

    private Action action(ListCommand command) {
        if (command instanceof ListCommand.Bounce bounce) {
            return work -> bounces.take(work, bounce.parameter());
        }
        return subscriptions
                .action(command)
                .or(() -> moderation.action(command))
                .or(() -> infos.action(command))
                .orElseThrow(() -> new IllegalStateException("nobody obeys " + command));
    }

    private FollowUp refuseUnknown(WorkInHand work, String extension) throws IOException {
        if (Ascii.startsWithIgnoreCase(extension, "bounces")) {
            // Without author, perhaps, and certainly without anybody who waits for an answer (spec 05 §4.2).
            return work.ignore("a bounce address of no known form: " + Secrets.hide(extension));
        }
        list.syslog().warning(work.id() + ": this list knows no command " + Secrets.hide(extension));
        return infos.help(work);
    }
}
