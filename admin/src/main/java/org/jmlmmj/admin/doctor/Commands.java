package org.jmlmmj.admin.doctor;

import java.util.List;
import java.util.Optional;

/** Programs of the system that know how the mail server is set up. Implementations are thread-safe. */
interface Commands {
    /**
     * Runs a program without input.
     *
     * @param command its name, to be searched for, and its arguments
     * @return how it ended; empty if there is no such program, or it cannot be run
     */
    Optional<Ended> run(List<String> command);

    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param out what it printed on standard output and standard error
     */
    record Ended(int status, String out) {}
}
