package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.reply.AdminMailWriter;
import org.jmlmmj.core.text.TextCache;
import org.jmlmmj.core.text.Texts;
import org.jmlmmj.send.StopSignal;

/**
 * Puts a {@link MailProcessor} together for a program. Kept apart from the programs, so that {@code mlmmj-receive} loads none of
 * this before a mail is stored. Immutable and thread-safe.
 *
 * @param library the installed list texts
 * @param stop asks for an early end of deliveries
 */
record Processing(Path library, StopSignal stop) {
    /** Processes one mail of a list. */
    ExitStatus process(
            ListDirectory directory, Invocation invocation, EnvelopeVariables variables, Path mail, boolean distributes)
            throws IOException {
        MailingList list = MailingList.open(directory, invocation.clock(), invocation.syslog());
        Texts texts = Texts.of(directory, library, TextCache.none(), invocation.syslog()::warning);
        AdminMailWriter writer = new AdminMailWriter(
                list, texts, invocation.names(), ProcessHandle.current().pid());
        return new MailProcessor(list, variables, writer, new RelayDistribution(list, stop)).process(mail, distributes);
    }
}
