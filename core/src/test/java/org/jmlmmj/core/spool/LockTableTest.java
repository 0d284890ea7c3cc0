package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTableTest {
    @TempDir
    private Path folder;

    private LockTable table(String content) throws IOException {
        return new LockTable(Files.writeString(folder.resolve("locks"), content));
    }

    @Test
    void finds_processes_that_wait_for_a_file() throws IOException {
        LockTable table = table("""
                1: POSIX  ADVISORY  WRITE 4711 fe:00:215503 0 EOF
                1: -> POSIX  ADVISORY  WRITE 4712 fe:00:215503 0 EOF
                2: FLOCK  ADVISORY  WRITE 4713 08:01:77 0 EOF
                """);
        assertThat(table.hasWaiters(215_503L)).isTrue();
        assertThat(table.hasWaiters(77L)).isFalse();
        assertThat(table.hasWaiters(5_503L)).isFalse();
        assertThat(table.hasWaiters(21_550L)).isFalse();
    }

    @Test
    void nobody_waits_where_the_system_has_no_table() throws IOException {
        assertThat(new LockTable(folder.resolve("none")).hasWaiters(1L)).isFalse();
    }
}
