package org.jmlmmj.admin.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMoveTest {
    @TempDir
    private Path folder;

    private Path list;

    @BeforeEach
    void fill() throws IOException {
        list = folder.resolve("list");
        Files.createDirectories(list.resolve("subscribers.d"));
        Files.writeString(list.resolve("subscribers.d/a"), "ann@example.net\n");
        Files.setPosixFilePermissions(list.resolve("subscribers.d/a"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(list.resolve("link"), Path.of("/nowhere"));
    }

    @Test
    void moves_everything() throws IOException {
        FolderMove.move(list, folder.resolve("moved"));

        assertThat(list).doesNotExist();
        assertThat(folder.resolve("moved/subscribers.d/a")).content().isEqualTo("ann@example.net\n");
    }

    /** A disk on which folders cannot be synced. */
    private static final class FailingDisk extends FilterFileSystemProvider {
        FailingDisk(Path folder) {
            super("failing:///", folder.getFileSystem());
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            throw new FileSystemException(path.toString(), null, "Input/output error");
        }
    }

    @Test
    void folder_whose_move_cannot_be_made_to_last_is_where_it_was() {
        Path failing = new FailingDisk(folder).wrapPath(folder);

        assertThatThrownBy(() -> FolderMove.move(failing.resolve("list"), failing.resolve("moved")))
                .isInstanceOf(FileSystemException.class)
                .hasNoSuppressedExceptions();
        assertThat(list.resolve("subscribers.d/a")).exists();
        assertThat(folder.resolve("moved")).doesNotExist();
    }

    @Test
    void copy_has_the_same_content_modes_and_links() throws IOException {
        Path copy = folder.resolve("copy");

        FolderMove.copy(list, copy);

        assertThat(copy.resolve("subscribers.d/a")).content().isEqualTo("ann@example.net\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve("subscribers.d/a"))))
                .isEqualTo("rw-r-----");
        assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("/nowhere"));
        assertThat(list.resolve("subscribers.d/a")).exists();
    }

    @Test
    void copies_over_nothing() throws IOException {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy.resolve("subscribers.d"));
        Files.writeString(copy.resolve("subscribers.d/a"), "somebody else\n");

        assertThatThrownBy(() -> FolderMove.copy(list, copy)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(copy.resolve("subscribers.d/a")).content().isEqualTo("somebody else\n");
    }

    @Test
    void missing_folders_are_made_with_their_mode(@TempDir Path other) throws IOException {
        Path made = other.resolve("archive/example.com");

        FolderMove.make(made, PosixFilePermissions.fromString("rwx--x---"));
        FolderMove.make(made, PosixFilePermissions.fromString("rwx------"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx--x---");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("archive"))))
                .isEqualTo("rwx--x---");
    }

    @Test
    void file_in_the_place_of_a_folder_is_a_failure(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("archive"), "");

        assertThatThrownBy(() -> FolderMove.make(
                        other.resolve("archive/example.com"), PosixFilePermissions.fromString("rwx------")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }
}
