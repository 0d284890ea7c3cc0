package org.jmlmmj.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void names_the_file_and_the_reason() {
        assertThat(FailureText.of(new NoSuchFileException("/a"))).isEqualTo("/a: does not exist");
        assertThat(FailureText.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
        assertThat(FailureText.of(new FileAlreadyExistsException("/a"))).isEqualTo("/a: exists already");
        assertThat(FailureText.of(new NotDirectoryException("/a"))).isEqualTo("/a: is not a folder");
        assertThat(FailureText.of(new FileSystemException("/a", null, "No space left")))
                .isEqualTo("/a: No space left");
        assertThat(FailureText.of(new AccessDeniedException(null))).isEqualTo("a file: permission denied");
    }

    @Test
    void names_both_files_of_a_renaming() {
        assertThat(FailureText.of(new AccessDeniedException("/birds/.tmp-1", "/birds/control/owner", null)))
                .isEqualTo("/birds/.tmp-1 -> /birds/control/owner: permission denied");
    }

    @Test
    void is_one_line_and_names_mistakes_of_ours() {
        assertThat(FailureText.of(new IOException("a\r\nb"))).isEqualTo("a b");
        assertThat(FailureText.of(new IOException())).isEqualTo("IOException");
        assertThat(FailureText.of(new IllegalStateException("x"))).isEqualTo("IllegalStateException: x");
    }
}
