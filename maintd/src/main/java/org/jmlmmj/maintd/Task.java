package org.jmlmmj.maintd;

import java.io.IOException;

/** One kind of work that maintenance does for a list (spec 04 §5). Implementations are immutable and thread-safe. */
interface Task {
    /** The task's line in the log of the run. */
    String name();

    /** Whether the original has it, so that its line stands in every log. */
    default boolean isOriginal() {
        return true;
    }

    /**
     * Does the work. What concerns one file is told to the report, and the others are worked on.
     *
     * @throws IOException if the task cannot go on
     */
    void run(Work work) throws IOException;
}
