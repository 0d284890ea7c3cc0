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
 * {@code mlmmj-receive-strip}: like {@link MlmmjReceive}, but removes MIME parts of the types in {@code control/mimestrip} and
 * marks mails with parts of those in {@code control/mimedeny} (spec 07 §11). Thread-safe except for its answer.
 */
public final class MlmmjReceiveStrip extends Program {
    private final Reception reception;

    /**
     * @param answer a way to answer early
     * @param library the installed list texts
     * @param termination tells of a request to end
     */
    public MlmmjReceiveStrip(Answer answer, Path library, Supplier<StopSignal> termination) {
        super("mlmmj-receive-strip", Reception.OPTIONS);
        this.reception = new Reception(answer, library, termination, new StrippingIntake());
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        Answer answer = new Answer(System.out, System.err);
        OrderlyEnd end = new OrderlyEnd();
        int status = new MlmmjReceiveStrip(answer, ListTexts.library(), end).runProcess(arguments);
        answer.give(status);
        end.exit(status);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-receive-strip -L LIST [-F] [-P] [-s ADDRESS] [-e EXTENSION] < MAIL
                Stores the mail on standard input without the MIME parts in LIST/control/mimestrip,
                marks it if it has parts in LIST/control/mimedeny, and processes it for the list.
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
