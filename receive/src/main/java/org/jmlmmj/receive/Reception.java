package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * A program that takes mail from the mail server: it stores it, answers, and processes it (spec 02 §1.3). Thread-safe except for
 * its answer.
 */
abstract class Reception extends Program {
    /** The lines of the usage about the options. */
    static final String OPTIONS = """
             -L LIST       list directory
             -F            stay until everything is sent
             -P            only store the mail
             -s ADDRESS    envelope sender, instead of SENDER from the environment
             -e EXTENSION  address extension, instead of EXTENSION from the environment
             -h            show this help
             -V            show the version
            """;

    private final Answer answer;
    private final Path library;
    private final Supplier<StopSignal> termination;
    private final Intake intake;

    /**
     * @param answer a way to answer early
     * @param library the installed list texts
     * @param termination tells of a request to end
     * @param intake puts the mail into {@code incoming/}
     */
    Reception(String name, Answer answer, Path library, Supplier<StopSignal> termination, Intake intake) {
        super(name, "L:FPs:e:");
        this.answer = answer;
        this.library = library;
        this.termination = termination;
        this.intake = intake;
    }

    /** Runs the program for this process and ends it. */
    final void runAndEnd(String[] arguments, OrderlyEnd end) {
        int status = runProcess(arguments);
        answer.give(status);
        end.exit(status);
    }

    @Override
    protected final ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        ListDirectory directory = ListDirectory.open(options.required('L', "the list directory"), invocation.names())
                .requireOwner();
        EnvelopeVariables variables =
                EnvelopeVariables.of(invocation.environment()).with(options.value('s'), options.value('e'));
        Path mail = intake.store(directory, invocation, variables);
        if (options.has('P')) {
            return ExitStatus.OK;
        }
        if (!options.has('F')) {
            answer.give(ExitStatus.OK.code());
            directory.waiting().add(mail);
            return new Processing(library, termination.get()).work(directory, invocation);
        }
        Processing processing = new Processing(library, termination.get());
        // The mail server tries again when this fails, and what it sent before is still there then.
        Path first = directory.incoming().replaceByEarlier(mail);
        try {
            return processing.process(directory, invocation, variables, first, true);
        } catch (IOException | RuntimeException e) {
            if (Files.exists(first, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            // It has become something else, so the mail server must not send it again.
            invocation.syslog().error(first.getFileName() + ": " + FailureText.of(e));
            return ExitStatus.OK;
        }
    }
}
