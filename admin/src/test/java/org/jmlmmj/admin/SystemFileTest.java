package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jmlmmj.core.cli.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemFileTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("aliases");
    }

    @Test
    void line_goes_to_the_end_even_behind_an_unterminated_one() throws IOException {
        Files.writeString(file(), "a: b");
        assertThat(new SystemFile(file()).append("c: d")).isTrue();
        assertThat(Files.readString(file())).isEqualTo("a: b\nc: d\n");
    }

    @Test
    void line_that_is_there_is_not_added_again() throws IOException {
        Files.writeString(file(), "c: d\u00e9\na: b\n");
        assertThat(new SystemFile(file()).append("c: d\u00e9")).isFalse();
        assertThat(new SystemFile(file()).append("c: d")).isTrue();
        assertThat(Files.readString(file())).isEqualTo("c: d\u00e9\na: b\nc: d\n");
    }

    @Test
    void file_keeps_its_mode_and_a_link_stays_a_link() throws IOException {
        Set<PosixFilePermission> mode = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        Path real = Files.writeString(folder.resolve("real"), "");
        Files.setPosixFilePermissions(real, mode);
        Files.createSymbolicLink(file(), real);
        assertThat(new SystemFile(file()).append("a: b")).isTrue();
        assertThat(file()).isSymbolicLink();
        assertThat(Files.readString(real)).isEqualTo("a: b\n");
        assertThat(Files.getPosixFilePermissions(real)).isEqualTo(mode);
    }

    @Test
    void missing_file_is_made_but_not_its_folder() throws Exception {
        new SystemFile(file()).requireWritable();
        assertThat(new SystemFile(file()).append("a: b")).isTrue();
        new SystemFile(file()).requireWritable();
        assertThat(file()).hasContent("a: b\n");
        assertThatThrownBy(() -> new SystemFile(folder.resolve("none/aliases")).requireWritable())
                .isInstanceOf(RefusedException.class);
    }
}
