package org.jmlmmj.receive;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.text.ListTexts;
import org.jmlmmj.send.OrderlyEnd;
import org.jmlmmj.send.StopSignal;

/**
 * {@code mlmmj-receive}: stores the mail on standard input in {@code incoming/} and processes it (spec 02 §1). Status 0 means
 * that file and folder are synced. Without {@code -F} the mail server gets its answer then, and the work goes on. Loads
 * nothing that is not needed before the mail is stored. Thread-safe except for its answer.
 */
public final class MlmmjReceive extends Reception {
    /**
     * @param answer a way to answer early
     * @param library the installed list texts
     * @param termination tells of a request to end
     */
    public MlmmjReceive(Answer answer, Path library, Supplier<StopSignal> termination) {
        super("mlmmj-receive", answer, library, termination, new PlainIntake());
    }

    /** Runs the program for this process. */
    public static void main(String[] arguments) {
        OrderlyEnd end = new OrderlyEnd();
        new MlmmjReceive(new Answer(System.out, System.err), ListTexts.library(), end).runAndEnd(arguments, end);
    }

    @Override
    protected String usage() {
        return """
                Usage: mlmmj-receive -L LIST [-F] [-P] [-s ADDRESS] [-e EXTENSION] < MAIL

                Stores the mail on standard input and processes it for the list.

                """ + OPTIONS;
    }
}
