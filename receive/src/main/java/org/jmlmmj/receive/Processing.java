package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.ProcessNumber;
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
    /** Processes one mail of a list and waits until what comes of it was sent. */
    ExitStatus process(
            ListDirectory directory, Invocation invocation, EnvelopeVariables variables, Path mail, boolean distributes)
            throws IOException {
        return processor(directory, invocation, variables, distribution -> distribution)
                .process(mail, distributes);
    }

    /**
     * Processes one mail of a list.
     *
     * @param detour what is to become of the distribution to the relay
     */
    void process(
            ListDirectory directory,
            Invocation invocation,
            EnvelopeVariables variables,
            Path mail,
            UnaryOperator<Distribution> detour)
            throws IOException {
        processor(directory, invocation, variables, detour).process(mail, true);
    }

    /** Sees to it that the mails which wait for a list are processed, by this process or another. */
    ExitStatus work(ListDirectory directory, Invocation invocation) throws IOException {
        WorkerPlaces places = WorkerPlaces.of(invocation, directory.ownership().process());
        return new Worker(invocation, this, places).workFor(directory);
    }

    private MailProcessor processor(
            ListDirectory directory,
            Invocation invocation,
            EnvelopeVariables variables,
            UnaryOperator<Distribution> detour)
            throws IOException {
        // Anew for each mail, as somebody may change the list's settings at any time.
        MailingList list = MailingList.open(directory, invocation.clock(), invocation.syslog());
        Texts texts = Texts.of(directory, library, TextCache.none(), invocation.syslog()::warning);
        AdminMailWriter writer = new AdminMailWriter(list, texts, invocation.names(), ProcessNumber.current());
        return new MailProcessor(list, variables, writer, detour.apply(new RelayDistribution(list, stop)));
    }
}
