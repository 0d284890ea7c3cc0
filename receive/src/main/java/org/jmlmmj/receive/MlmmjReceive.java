package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-receive}: stores the mail on standard input in {@code incoming/} and processes it (spec 02 §1). Status 0 means
 * that file and folder are synced. Without {@code -F} the mail server gets its answer then, and the work goes on. Loads
 * nothing that is not needed before the mail is stored. Thread-safe except for its answer.
 */
public final class MlmmjReceive extends Program {
    private final Reception reception;

    /**
     * @param answer a way to answer early
     * @param library the installed list texts
     * @param termination tells of a request to end
     */
    public MlmmjReceive(Answer answer, Path library, Supplier<StopSignal> termination) {
        super("mlmmj-receive", Reception.OPTIONS);
        this.reception = new Reception(answer, library, termination, new PlainIntake());
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        Answer answer = new Answer(System.out, System.err);
        OrderlyEnd end = new OrderlyEnd();
        int status = new MlmmjReceive(answer, ListTexts.library(), end).runProcess(arguments);
        answer.give(status);
        end.exit(status);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-receive -L LIST [-F] [-P] [-s ADDRESS] [-e EXTENSION] < MAIL

                Stores the mail on standard input and processes it for the list.

                 -L LIST       list directory
                 -F            stay until everything is sent
                 -P            only store the mail
                 -s ADDRESS    envelope sender, instead of SENDER from the environment
                 -e EXTENSION  address extension, instead of EXTENSION from the environment
                 -h            show this help
                 -V            show the version
                """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        return reception.run(invocation, options);
    }
}
