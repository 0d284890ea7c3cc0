package org.jmlmmj.core.cli;

import java.io.PrintStream;

/**
 * The answer to whoever started the program, given before the work is done: the exit status on a line of standard output, which is
 * then closed. The launcher waits for that end of file, not for this process, and exits with the status (decision 0001). Not
 * thread-safe.
 */
public final class Answer {
    private final PrintStream out;
    private final PrintStream err;
    private boolean given;

    /** An answer through the standard streams of the process. */
    public Answer(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Gives the answer and lets go of the mail server or shell: both streams are closed, because it reads them to their end. The first
     * answer counts; further ones do nothing.
     */
    public void give(int status) {
        if (given) {
            return;
        }
        given = true;
        out.println(status);
        out.flush();
        // The JDK does not free descriptors 1 and 2 but points them at the null device, so later output goes nowhere.
        out.close();
        err.close();
    }
}
