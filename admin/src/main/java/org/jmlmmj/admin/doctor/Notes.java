package org.jmlmmj.admin.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jmlmmj.core.log.Syslog;

/**
 * Takes down what one check finds. As thread-safe as whom it tells.
 *
 * @param list the list directory; empty if the check concerns the installation
 * @param check the name of the check
 * @param findings who is told
 */
record Notes(Optional<Path> list, String check, Consumer<Finding> findings) {
    /** This is as it should be. */
    void ok(String message) {
        add(Status.OK, message, "");
    }

    /** This may not be what somebody wants. */
    void warn(String message, String remedy) {
        add(Status.WARN, message, remedy);
    }

    /** This does not work. */
    void fail(String message, String remedy) {
        add(Status.FAIL, message, remedy);
    }

    /** File names and control files come from others; a line end in them must not look like another finding. */
    private void add(Status status, String message, String remedy) {
        findings.accept(new Finding(status, list, check, Syslog.oneLine(message), Syslog.oneLine(remedy)));
    }

    /** A part of a check. */
    interface Part {
        /** Looks. */
        void examine(Notes notes) throws IOException;
    }

    /** Lets a part of the check look; if it finds nothing, that is as it should be. */
    void part(String whenNothing, Part part) throws IOException {
        List<Finding> found = new ArrayList<>();
        try {
            part.examine(new Notes(list, check, found::add));
        } finally {
            found.forEach(findings);
        }
        if (found.isEmpty()) {
            ok(whenNothing);
        }
    }
}
