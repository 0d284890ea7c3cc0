package org.jmlmmj.admin.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.admin.profile.ControlContent;
import org.jmlmmj.admin.profile.ControlEdit;
import org.jmlmmj.core.spool.DurableFiles;

/**
 * Carries out edits of a list's control files so that all of them can be taken back: until {@link #keep} is called, closing puts
 * everything back as it was. Each file changes in one step, so that programs see it as before or as after. For one thread.
 */
final class ControlFiles implements AutoCloseable {
    private record Earlier(Path file, Optional<byte[]> content) {}

    private final Path control;
    private final DurableFiles files;
    private final Deque<Earlier> changed = new ArrayDeque<>();

    ControlFiles(Path list, DurableFiles files) {
        this.control = list.resolve("control");
        this.files = files;
    }

    void apply(List<ControlEdit> edits) throws IOException {
        for (ControlEdit edit : edits) {
            apply(edit);
        }
    }

    private void apply(ControlEdit edit) throws IOException {
        Path file = control.resolve(edit.file());
        Optional<byte[]> before = ControlContent.read(file);
        if (edit instanceof ControlEdit.Write write) {
            byte[] after = write.content().getBytes(UTF_8);
            if (before.isEmpty() || !Arrays.equals(before.get(), after)) {
                changed.push(new Earlier(file, before));
                files.replace(file, after);
            }
        } else if (edit instanceof ControlEdit.Touch && before.isEmpty()) {
            changed.push(new Earlier(file, before));
            files.replace(file, new byte[0]);
        } else if (edit instanceof ControlEdit.Remove && before.isPresent()) {
            changed.push(new Earlier(file, before));
            files.delete(file);
        }
    }

    /** What was done stays. */
    void keep() {
        changed.clear();
    }

    /** Takes back what was done, the last first. */
    @Override
    public void close() throws IOException {
        while (!changed.isEmpty()) {
            Earlier earlier = changed.pop();
            if (earlier.content().isPresent()) {
                files.replace(earlier.file(), earlier.content().get());
            } else {
                files.delete(earlier.file());
            }
        }
    }
}
