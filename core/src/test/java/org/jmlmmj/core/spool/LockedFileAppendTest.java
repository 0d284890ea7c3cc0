package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockedFileAppendTest {
    private Path file;

    @BeforeEach
    void nameFile(@TempDir Path folder) {
        file = folder.resolve("file");
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    private void append(String lines) throws IOException {
        try (LockedFile locked = LockedFile.open(file, LockedFileAppendTest::open)) {
            locked.append(lines);
        }
    }

    @Test
    void adds_lines_to_an_empty_file() throws Exception {
        append("a\nb\n");
        assertThat(file).hasContent("a\nb\n");
    }

    @Test
    void adds_lines_at_the_end() throws Exception {
        Files.writeString(file, "a\n");
        append("b\u00fc\n");
        assertThat(Files.readString(file)).isEqualTo("a\nb\u00fc\n");
    }

    @Test
    void never_glues_a_line_to_one_without_an_end() throws Exception {
        Files.writeString(file, "a");
        append("b\n");
        assertThat(Files.readString(file)).isEqualTo("a\nb\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 15})
    void leaves_the_file_as_it_was_when_the_disk_is_full(int room) throws Exception {
        Files.writeString(file, "ann@example.net\nbob@example.net");
        assertThatThrownBy(() -> {
                    try (LockedFile locked = LockedFile.open(file, path -> new FailingChannel(open(path), room))) {
                        locked.append("joe@example.net\n");
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(Files.readString(file)).isEqualTo("ann@example.net\nbob@example.net");
    }

    @Test
    void writes_everything_when_the_kernel_takes_it_in_pieces() throws Exception {
        FileChannel opened = open(file);
        try (FileChannel small = new FailingChannel(opened, 100);
                LockedFile locked = LockedFile.open(file, path -> small)) {
            locked.append("joe@example.net\n");
        }
        assertThat(file).hasContent("joe@example.net\n");
    }
}
