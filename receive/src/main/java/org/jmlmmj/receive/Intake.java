package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;

/** Puts the mail on standard input into {@code incoming/}. */
@FunctionalInterface
interface Intake {
    /**
     * Stores the mail. When this returns, it survives a power cut; when it throws, nothing is left behind.
     *
     * @param envelope what the mail server said beside the mail
     * @return the file
     */
    Path store(ListDirectory directory, Invocation invocation, EnvelopeVariables envelope) throws IOException;
}
