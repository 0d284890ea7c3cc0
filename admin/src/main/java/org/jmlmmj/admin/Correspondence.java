package org.jmlmmj.admin;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.ProcessNumber;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.reply.Outbox;
import org.jmlmmj.core.subscription.BulkCourse;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.jmlmmj.send.RelayOutbox;
import org.jmlmmj.send.StopSignal;

/**
 * How programs of the owner write and send the mails of a list. Immutable and thread-safe.
 *
 * @param library the installed list texts
 * @param termination tells of a request to end; asked for only when there is a mail to send
 * @param terminal where a person is watching
 */
record Correspondence(Path library, Supplier<StopSignal> termination, Terminal terminal) {
    /** Writes mails of the list into its queue. */
    AdminMailWriter writer(Invocation invocation, MailingList list) {
        Texts texts = Texts.of(list.directory(), library, TextCache.none(), list.syslog()::warning);
        return new AdminMailWriter(list, texts, invocation.names(), ProcessNumber.current());
    }

    /** Sends what is in the queue; what the relay does not take now stays there. */
    Outbox outbox(MailingList list) {
        return mails -> {
            if (!mails.isEmpty()) {
                RelayOutbox.of(list, termination.get()).send(mails);
            }
        };
    }

    /** How a change of many subscriptions goes along. */
    BulkCourse course(Invocation invocation, MailingList list) {
        return new BulkCourse(
                outbox(list),
                ProgressBar.on(invocation.err(), terminal.errors(), "files"),
                ProgressBar.on(invocation.err(), terminal.errors(), "addresses"));
    }
}
