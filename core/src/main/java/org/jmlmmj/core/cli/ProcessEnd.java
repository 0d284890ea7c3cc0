package org.jmlmmj.core.cli;

/**
 * Ends the process. Stateless, so thread-safe.
 *
 * <p>From JDK 21 on {@code System.exit} asks the JDK's logging whether to log that, and logging looks through all jars for an
 * implementation, which takes longer than most of our programs (25 of 70 ms, measured with {@code mlmmj-list}). Halting does not
 * ask. It runs no shutdown hooks either; the only one that we have is for signals ({@code send.Termination}).
 */
public final class ProcessEnd {
    private ProcessEnd() {}

    /**
     * Ends the process at once; for a {@code main}.
     *
     * @param status the exit status
     */
    public static void now(int status) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }
}
