package org.jmlmmj.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessNumberTest {
    @TempDir
    private Path folder;

    @Test
    void is_the_number_of_this_process() {
        assertThat(ProcessNumber.current()).isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void is_what_the_link_of_the_system_says() throws IOException {
        Path self = Files.createSymbolicLink(folder.resolve("self"), Path.of("4711"));

        assertThat(ProcessNumber.from(self)).isEqualTo(4711);
    }

    @Test
    void is_asked_of_java_where_the_system_has_no_such_link() throws IOException {
        Path self = Files.createSymbolicLink(folder.resolve("self"), Path.of("curproc"));

        assertThat(ProcessNumber.from(folder.resolve("none")))
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(ProcessNumber.from(self)).isEqualTo(ProcessHandle.current().pid());
    }
}
