package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DurableFilesTest {
    private ListFixture list;
    private DurableFiles files;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent).file("a", "content of a");
        files = list.directory().files();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void creates_a_file_but_never_overwrites_one() throws Exception {
        files.create(list.path("b"), octets("content of b"));
        assertThat(list.content("b")).isEqualTo("content of b");
        assertThatThrownBy(() -> files.create(list.path("b"), octets("other")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(list.content("b")).isEqualTo("content of b");
        assertThat(list.names("")).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void opens_a_file_that_is_there_as_it_is() throws Exception {
        RunningUser.chmod(list.path("a"), 0640);
        try (FileChannel channel = files.openOrCreate(list.path("a"), StandardOpenOption.READ)) {
            assertThat(channel.size()).isEqualTo("content of a".length());
        }
        assertThat(list.content("a")).isEqualTo("content of a");
        assertThat(RunningUser.mode(list.path("a"))).isEqualTo("640");
    }

    @Test
    void makes_a_missing_file_for_the_owner_alone() throws Exception {
        files.openOrCreate(list.path("b")).close();
        assertThat(list.path("b")).isEmptyFile();
        assertThat(RunningUser.mode(list.path("b"))).isEqualTo("600");
    }

    @Test
    void does_not_open_what_a_link_points_to() throws Exception {
        Files.createSymbolicLink(list.path("link"), list.path("a"));
        assertThatThrownBy(() -> files.openOrCreate(list.path("link"))).isInstanceOf(IOException.class);
        assertThat(list.content("a")).isEqualTo("content of a");
    }

    @Test
    void does_not_create_what_a_dangling_link_points_to() throws Exception {
        Files.createSymbolicLink(list.path("link"), list.path("missing"));
        assertThatThrownBy(() -> files.openOrCreate(list.path("link"))).isInstanceOf(IOException.class);
        assertThat(list.has("missing")).isFalse();
    }

    @Test
    void makes_no_file_in_a_missing_folder() {
        assertThatThrownBy(() -> files.openOrCreate(list.path("missing/file"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void opens_or_creates_a_file_that_others_delete_all_the_time() throws Exception {
        AtomicBoolean finished = new AtomicBoolean();
        AtomicInteger deleted = new AtomicInteger();
        Path file = list.path("comes-and-goes");
        Thread other = new Thread(() -> {
            while (!finished.get()) {
                deleted.addAndGet(file.toFile().delete() ? 1 : 0);
            }
        });
        other.start();
        try {
            while (deleted.get() < 500) {
                files.openOrCreate(file).close();
            }
        } finally {
            finished.set(true);
            other.join();
        }
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp"));
    }

    @Test
    void links_without_overwriting() throws Exception {
        files.link(list.path("a"), list.path("archive/1"));
        assertThat(Files.isSameFile(list.path("a"), list.path("archive/1"))).isTrue();
        list.file("b", "other");
        assertThatThrownBy(() -> files.link(list.path("b"), list.path("archive/1")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(list.content("archive/1")).isEqualTo("content of a");
    }

    @Test
    void moves_without_overwriting() throws Exception {
        list.file("b", "other");
        assertThatThrownBy(() -> files.move(list.path("a"), list.path("b")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(list.content("a")).isEqualTo("content of a");
        assertThat(list.content("b")).isEqualTo("other");
        files.move(list.path("a"), list.path("archive/1"));
        assertThat(list.has("a")).isFalse();
        assertThat(list.content("archive/1")).isEqualTo("content of a");
    }

    @Test
    void moves_into_a_folder_under_a_name_that_is_free() throws Exception {
        list.file("queue/discarded/0000000000000001", "older");
        Path moved = files.moveInto(list.path("a"), list.path("queue/discarded"));
        assertThat(moved).isEqualTo(list.path("queue/discarded/0000000000000002"));
        assertThat(list.has("a")).isFalse();
        assertThat(moved).hasContent("content of a");
        assertThat(list.content("queue/discarded/0000000000000001")).isEqualTo("older");
    }

    @Test
    void moves_into_a_folder_that_is_missing() throws Exception {
        Files.delete(list.path("queue/discarded"));
        Files.delete(list.path("queue"));
        assertThat(files.moveInto(list.path("a"), list.path("queue/discarded"))).hasContent("content of a");
    }

    @Test
    void moves_over_another_file() throws Exception {
        list.file("bounce/b", "older");
        files.moveOver(list.path("a"), list.path("bounce/b"));
        assertThat(list.has("a")).isFalse();
        assertThat(list.content("bounce/b")).isEqualTo("content of a");
    }

    @Test
    void deletes_files_and_empty_folders_and_tells_whether_they_were_there() throws Exception {
        assertThat(files.delete(list.path("a"))).isTrue();
        assertThat(files.delete(list.path("a"))).isFalse();
        assertThat(files.delete(list.path("archive"))).isTrue();
        assertThatThrownBy(() -> files.delete(list.path("queue"))).isInstanceOf(DirectoryNotEmptyException.class);
    }

    @Test
    void makes_folders_with_every_mode_bit_of_the_list_directory() throws Exception {
        // With the set-group-id bit, which lets a front end's group own new files.
        RunningUser.chmod(list.folder(), 02770);
        Path folder = files.folder(list.path("requeue/12/deep"));
        assertThat(folder).isEqualTo(list.path("requeue/12/deep")).isDirectory();
        assertThat(RunningUser.mode(folder)).isEqualTo("2770");
        assertThat(RunningUser.mode(list.path("requeue/12"))).isEqualTo("2770");
    }

    @Test
    void leaves_a_folder_that_is_there_as_it_is() throws Exception {
        RunningUser.chmod(list.path("archive"), 0711);
        files.folder(list.path("archive"));
        assertThat(RunningUser.mode(list.path("archive"))).isEqualTo("711");
    }

    @Test
    void makes_no_folder_where_a_file_is() {
        assertThatThrownBy(() -> files.folder(list.path("a"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> files.folder(list.path("a/b"))).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void makes_no_folder_in_a_list_directory_that_is_gone() throws Exception {
        Path gone = list.folder().resolveSibling("gone");
        DurableFiles other = new DurableFiles(gone, list.directory().ownership(), list.names());
        assertThatThrownBy(() -> other.folder(gone.resolve("bounce"))).isInstanceOf(NoSuchFileException.class);
        assertThat(gone).doesNotExist();
    }

    @Test
    void takes_a_link_back_when_the_folder_cannot_be_synced() throws Exception {
        assumeFalse(RunningUser.isRoot(), "root may read everywhere");
        RunningUser.chmod(list.path("archive"), 0300);
        assertThatThrownBy(() -> files.link(list.path("a"), list.path("archive/1")))
                .isInstanceOf(IOException.class);
        RunningUser.chmod(list.path("archive"), 0700);
        assertThat(list.names("archive")).isEmpty();
    }
}
