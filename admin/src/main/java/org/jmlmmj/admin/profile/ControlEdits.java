package org.jmlmmj.admin.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is to be done to the control files of one list. Each is edited once: what comes later wins, as the original writes one after
 * the other. For one thread.
 */
final class ControlEdits {
    private final Map<String, ControlEdit> edits = new LinkedHashMap<>();
    private final Function<String, Optional<String>> present;

    /** @param present what a control file holds now; empty if it is not there */
    ControlEdits(Function<String, Optional<String>> present) {
        this.present = present;
    }

    void put(ControlEdit edit) {
        edits.remove(edit.file());
        edits.put(edit.file(), edit);
    }

    /** The file will hold this line; without one it will not be there. */
    void writeLine(Parameter parameter, String line) {
        writeLines(parameter, line.isEmpty() ? List.of() : List.of(line));
    }

    /** The file will hold these lines; without any it will not be there. */
    void writeLines(Parameter parameter, List<String> lines) {
        put(
                lines.isEmpty()
                        ? new ControlEdit.Remove(parameter.control())
                        : new ControlEdit.Write(parameter.control(), String.join("\n", lines) + "\n"));
    }

    boolean has(String control) {
        return edits.containsKey(control);
    }

    /** What a control file holds before all this. */
    Optional<String> present(String control) {
        return present.apply(control);
    }

    /** Whether a control file will be there. */
    boolean isThere(String control) {
        return content(control).isPresent();
    }

    /** What a control file will hold. */
    Optional<String> content(String control) {
        ControlEdit edit = edits.get(control);
        if (edit == null) {
            return present.apply(control);
        }
        if (edit instanceof ControlEdit.Write write) {
            return Optional.of(write.content());
        }
        return edit instanceof ControlEdit.Touch ? present.apply(control).or(() -> Optional.of("")) : Optional.empty();
    }

    /** At most one for each control file, in the order in which they are to be made. */
    List<ControlEdit> all() {
        return List.copyOf(edits.values());
    }
}
