package org.jmlmmj.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
    @TempDir
    private Path descriptors;

    private void open(String descriptor, String target) throws IOException {
        Files.createSymbolicLink(descriptors.resolve(descriptor), Path.of(target));
    }

    @Test
    void tells_terminals_from_pipes_and_files() throws IOException {
        open("0", "pipe:[4711]");
        open("1", "/tmp/out (deleted)");
        open("2", "/dev/pts/3");
        assertThat(Terminal.of(descriptors)).isEqualTo(new Terminal(false, false, true));
    }

    @Test
    void knows_consoles_and_serial_lines() throws IOException {
        open("0", "/dev/tty1");
        open("1", "/dev/ttyS0");
        open("2", "/dev/console");
        assertThat(Terminal.of(descriptors)).isEqualTo(new Terminal(true, true, true));
    }

    @Test
    void takes_what_the_system_does_not_tell_for_no_terminal() {
        assertThat(Terminal.of(descriptors.resolve("none"))).isEqualTo(Terminal.none());
    }
}
