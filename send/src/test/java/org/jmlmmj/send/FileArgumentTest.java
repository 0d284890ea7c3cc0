package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArgumentTest {
    @TempDir
    Path list;

    /** The number under which this process has a file open. */
    private static String descriptorOf(Path file) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "this system has no /proc");
        try (Stream<Path> open = Files.list(descriptors)) {
            for (Path descriptor : open.toList()) {
                if (Files.exists(descriptor) && Files.isSameFile(descriptor, file)) {
                    return String.valueOf(descriptor.getFileName());
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }

    @Test
    void finds_a_file_in_the_list_directory_if_not_in_the_working_directory() throws Exception {
        assertThat(FileArgument.resolve("queue/x", list)).isEqualTo(list.resolve("queue/x"));
        assertThat(FileArgument.resolve("pom.xml", list)).isEqualTo(Path.of("pom.xml"));
        assertThat(FileArgument.resolve("/etc/passwd", list)).isEqualTo(Path.of("/etc/passwd"));
    }

    @Test
    void finds_the_name_of_an_inherited_descriptor() throws Exception {
        Path file = Files.writeString(list.resolve("37"), "x");
        try (FileChannel open = FileChannel.open(file)) {
            assertThat(open.isOpen()).isTrue();
            assertThat(FileArgument.resolve(descriptorOf(file), list)).isEqualTo(file.toRealPath());
        }
    }

    @Test
    void reads_a_deleted_file_through_its_descriptor() throws Exception {
        Path file = Files.writeString(list.resolve("subscribers"), "a@x.example\n");
        try (FileChannel open = FileChannel.open(file)) {
            String number = descriptorOf(file);
            Files.delete(file);
            assertThat(open.isOpen()).isTrue();
            assertThat(Files.readString(FileArgument.resolve(number, list))).isEqualTo("a@x.example\n");
        }
    }

    @Test
    void refuses_a_descriptor_of_a_file_that_is_not_the_lists() throws Exception {
        Path other = Files.createTempFile("other", "");
        try (FileChannel open = FileChannel.open(other)) {
            assertThat(open.isOpen()).isTrue();
            String number = descriptorOf(other);
            assertThatThrownBy(() -> FileArgument.resolve(number, list)).isInstanceOf(UsageException.class);
        } finally {
            Files.delete(other);
        }
    }

    @Test
    void refuses_what_cannot_be_a_path() {
        assertThatThrownBy(() -> FileArgument.resolve("a\0b", list)).isInstanceOf(UsageException.class);
    }

    @Test
    void takes_only_plain_numbers_for_descriptors() {
        assertThat(FileArgument.isDescriptor("5")).isTrue();
        assertThat(FileArgument.isDescriptor("archive/5")).isFalse();
        assertThat(FileArgument.isDescriptor("-5")).isFalse();
        assertThat(FileArgument.isDescriptor("")).isFalse();
        assertThat(FileArgument.isDescriptor("2147483647")).isTrue();
        assertThat(FileArgument.isDescriptor("2147483648")).isFalse();
        assertThat(FileArgument.isDescriptor("12345678901")).isFalse();
    }
}
