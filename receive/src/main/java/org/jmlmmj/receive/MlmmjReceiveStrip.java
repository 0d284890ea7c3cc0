package org.jmlmmj.receive;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-receive-strip}: like {@link MlmmjReceive}, but removes MIME parts of the types in {@code control/mimestrip} and
 * marks mails with parts of those in {@code control/mimedeny} (spec 07 §11). Thread-safe except for its answer.
 */
public final class MlmmjReceiveStrip extends Reception {
    /**
     * @param answer a way to answer early
     * @param library the installed list texts
     * @param termination tells of a request to end
     */
    public MlmmjReceiveStrip(Answer answer, Path library, Supplier<StopSignal> termination) {
        super("mlmmj-receive-strip", answer, library, termination, new StrippingIntake());
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        OrderlyEnd end = new OrderlyEnd();
        new MlmmjReceiveStrip(new Answer(System.out, System.err), ListTexts.library(), end).runAndEnd(arguments, end);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-receive-strip -L LIST [-F] [-P] [-s ADDRESS] [-e EXTENSION] < MAIL
                Stores the mail on standard input without the MIME parts in LIST/control/mimestrip,
                marks it if it has parts in LIST/control/mimedeny, and processes it for the list.
                """ + OPTIONS;
    }
}
