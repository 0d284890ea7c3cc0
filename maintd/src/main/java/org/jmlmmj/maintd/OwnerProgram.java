package org.jmlmmj.maintd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * The part of {@code mlmmj-maintd} that root starts as the owner of some lists; see {@link OwnerProcess}. Standard input names the
 * lists, each ended by NUL. Standard output begins with {@value #BEGUN} and then gets the lines about trouble and, at the end,
 * the tally. Thread-safe.
 */
final class OwnerProgram extends Program {
    /** The first line: the program could be started as that user. */
    static final String BEGUN = "begun";

    private final Path library;
    private final Reprocessor reprocessor;
    private final StopSignal stop;

    OwnerProgram(Path library, Reprocessor reprocessor, StopSignal stop) {
        super("mlmmj-maintd", "");
        this.library = library;
        this.reprocessor = reprocessor;
        this.stop = stop;
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        OrderlyEnd end = new OrderlyEnd();
        int status = new OwnerProgram(ListTexts.library(), ProcessProgram.installed(), end.get()).runProcess(arguments);
        end.exit(status);
    }

    @Override
    protected String usage() {
        return "Started by mlmmj-maintd only.\n";
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws IOException {
        invocation.out().println(BEGUN);
        invocation.out().flush();
        Tally tally = new Tally();
        // Whoever started this passes on what stands on standard output, if anybody reads it.
        EchoSyslog syslog = new EchoSyslog(invocation.syslog(), invocation.out(), invocation.program());
        LocalRun.of(invocation, syslog, library, reprocessor, stop, tally).run(lists(invocation));
        invocation.out().print(tally.wire());
        return ExitStatus.OK;
    }

    private static List<Path> lists(Invocation invocation) throws IOException {
        List<Path> lists = new ArrayList<>();
        String names = new String(invocation.in().readAllBytes(), StandardCharsets.UTF_8);
        for (String name : names.split("\0", -1)) {
            if (!name.isEmpty()) {
                lists.add(Path.of(name));
            }
        }
        return lists;
    }
}
