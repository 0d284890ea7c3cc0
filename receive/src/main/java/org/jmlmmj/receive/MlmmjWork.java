package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * Processes the mails that wait for a list. Nobody calls it but the launcher of {@code mlmmj-receive}, when it has stored a mail by
 * itself and the process that was to take it is gone (decision 0008). Thread-safe.
 */
public final class MlmmjWork extends Program {
    private final Path library;
    private final Supplier<StopSignal> termination;

    /**
     * @param library the installed list texts
     * @param termination tells of a request to end
     */
    public MlmmjWork(Path library, Supplier<StopSignal> termination) {
        super("mlmmj-receive", "L:");
        this.library = library;
        this.termination = termination;
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        OrderlyEnd end = new OrderlyEnd();
        end.exit(new MlmmjWork(ListTexts.library(), end).runProcess(arguments));
    }

    @Override
    protected String usage() {
        return "Called by mlmmj-receive itself.\n";
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        ListDirectory directory = ListDirectory.open(options.required('L', "the list directory"), invocation.names())
                .requireOwner();
        return new Processing(library, termination.get()).work(directory, invocation);
    }
}
