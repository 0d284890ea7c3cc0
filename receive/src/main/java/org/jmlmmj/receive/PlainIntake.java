package org.jmlmmj.receive;

import java.io.IOException;
import java.nio.file.Path;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;

/** Stores the mail as it comes, octet for octet. Stateless, so thread-safe. */
final class PlainIntake implements Intake {
    @Override
    public Path store(ListDirectory directory, Invocation invocation, EnvelopeVariables envelope) throws IOException {
        return directory.incoming().store(Room.guard(directory, invocation), envelope.octets());
    }
}
