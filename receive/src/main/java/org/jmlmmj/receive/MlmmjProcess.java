package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.spool.Incoming;
import org.jmlmmj.core.spool.WaitingMails;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-process}: judges a stored mail and acts on it (spec 02 §2). {@code mlmmj-receive} does the same in its own
 * process; this program takes up what was left behind. Thread-safe.
 */
public final class MlmmjProcess extends Program {
    private final Path library;
    private final Supplier<StopSignal> termination;

    /**
     * @param library the installed list texts
     * @param termination tells of a request to end
     */
    public MlmmjProcess(Path library, Supplier<StopSignal> termination) {
        super("mlmmj-process", "L:m:P");
        this.library = library;
        this.termination = termination;
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        OrderlyEnd end = new OrderlyEnd();
        int status = new MlmmjProcess(ListTexts.library(), end).runProcess(arguments);
        end.exit(status);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-process -L LIST -m MAILFILE [-P]

                Processes a mail for the list and removes its file.

                 -L LIST      list directory
                 -m MAILFILE  the mail, normally LIST/incoming/NAME
                 -P           do everything but send a post to the subscribers
                 -h           show this help
                 -V           show the version
                """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        String list = options.required('L', "the list directory");
        String mail = options.required('m', "the mail file");
        ListDirectory directory = ListDirectory.open(list, invocation.names()).requireOwner();
        Path file = take(directory, Path.of(mail));
        EnvelopeVariables variables = EnvelopeVariables.of(invocation.environment());
        Optional<byte[]> stored = Incoming.envelope(file);
        if (stored.isPresent()) {
            variables = variables.or(EnvelopeVariables.read(stored.get()));
        }
        return new Processing(library, termination.get())
                .process(directory, invocation, variables, file, !options.has('P'));
    }

    /** A mail that waits for any process has to be taken, or another one takes it too. */
    private static Path take(ListDirectory directory, Path mail) throws IOException {
        if (!WaitingMails.isWaiting(mail)) {
            return mail;
        }
        return directory
                .waiting()
                .take(mail)
                .orElseThrow(() -> new NoSuchFileException(mail.toString(), null, "another process has taken it"));
    }
}
