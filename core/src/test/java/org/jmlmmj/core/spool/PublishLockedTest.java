package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a delivery needs of the spool beyond plain writing: files that are locked from birth, second places, claims. */
class PublishLockedTest {
    @TempDir
    Path folder;

    private ListFixture list;
    private DurableFiles files;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder);
        files = list.directory().files();
    }

    @Test
    void nobody_can_lock_a_file_that_was_published_locked() throws IOException {
        Path target = list.path("requeue/1/sending");
        try (Draft draft = files.draft()) {
            draft.write("x".getBytes(StandardCharsets.US_ASCII));
            try (LockedFile locked = draft.publishLocked(target)) {
                assertThat(LockedFile.tryOpen(target, DurableFiles::openExisting))
                        .isEmpty();
                assertThat(locked.channel().size()).isEqualTo(1);
            }
        }
        try (LockedFile locked =
                LockedFile.tryOpen(target, DurableFiles::openExisting).orElseThrow()) {
            assertThat(locked.path()).isEqualTo(target.toRealPath());
        }
        assertThat(list.names(".")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void a_file_whose_name_is_taken_can_be_published_under_another() throws IOException {
        list.file("archive/1", "other");
        try (Draft draft = files.draft()) {
            assertThatThrownBy(() -> draft.publishLocked(list.path("archive/1")))
                    .isInstanceOf(FileAlreadyExistsException.class);
            try (LockedFile locked = draft.publishLocked(list.path("archive/2"))) {
                assertThat(locked.path()).isEqualTo(list.path("archive/2").toRealPath());
            }
        }
        assertThat(list.content("archive/1")).isEqualTo("other");
        assertThat(LockedFile.tryOpen(list.path("archive/1"), DurableFiles::openExisting))
                .hasValueSatisfying(PublishLockedTest::close);
    }

    /** A disk on which temporary names cannot be deleted. */
    private static final class StickyDisk extends FilterFileSystemProvider {
        StickyDisk(Path folder) {
            super("sticky:///", folder.getFileSystem());
        }

        private static void refuse(Path file) throws IOException {
            if (String.valueOf(file.getFileName()).startsWith(DurableFiles.TEMPORARY_PREFIX)) {
                throw new FileSystemException(file.toString(), null, "Input/output error");
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            refuse(file);
            super.delete(file);
        }

        @Override
        public boolean deleteIfExists(Path file) throws IOException {
            refuse(file);
            return super.deleteIfExists(file);
        }
    }

    @Test
    void a_file_whose_temporary_name_stays_is_published_all_the_same() throws IOException {
        ListFixture sticky = ListFixture.of(new StickyDisk(list.folder()).wrapPath(list.folder()));
        try (Draft draft = sticky.directory().files().draft()) {
            draft.write("x".getBytes(StandardCharsets.US_ASCII));
            try (LockedFile locked = draft.publishLocked(sticky.path("requeue/1/sending"))) {
                assertThat(locked.channel().size()).isEqualTo(1);
            }
        }
        assertThat(list.content("requeue/1/sending")).isEqualTo("x");
        assertThat(list.names("")).filteredOn(name -> name.startsWith(".tmp-")).hasSize(1);
    }

    private static void close(LockedFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void draws_a_name_behind_a_prefix() throws IOException {
        try (Draft draft = files.draft();
                LockedFile locked = draft.publishLockedIn(list.folder(), ".sending-")) {
            assertThat(String.valueOf(locked.path().getFileName())).matches("\\.sending-[0-9a-f]{16}");
        }
    }

    @Test
    void a_second_place_is_the_same_file() throws IOException {
        list.file("queue/mail", "text");
        try (FileChannel content = FileChannel.open(list.path("queue/mail"))) {
            list.open().archive().add(3, list.path("queue/mail"), content);
            Path entry = list.open().queue().add(list.path("queue/mail"), content);
            assertThat(Files.isSameFile(entry, list.path("archive/3"))).isTrue();
        }
    }

    @Test
    void a_second_place_on_another_file_system_is_a_copy() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "this machine has no /dev/shm");
        assumeTrue(!Files.getFileStore(memory).equals(Files.getFileStore(folder)), "/dev/shm is no other file system");
        Path mail = Files.createTempFile(memory, "mail", "");
        try {
            Files.writeString(mail, "text".repeat(50_000));
            try (FileChannel content = FileChannel.open(mail)) {
                list.open().archive().add(3, mail, content);
                assertThatThrownBy(() -> list.open().archive().add(3, mail, content))
                        .isInstanceOf(FileAlreadyExistsException.class);
            }
            assertThat(list.content("archive/3")).isEqualTo("text".repeat(50_000));
        } finally {
            Files.delete(mail);
        }
    }

    @Test
    void a_second_place_for_a_mail_that_is_gone_is_an_error() throws IOException {
        list.file("queue/mail", "text");
        try (FileChannel content = FileChannel.open(list.path("queue/mail"))) {
            Files.delete(list.path("queue/mail"));
            assertThatThrownBy(() -> list.open().archive().add(3, list.path("queue/mail"), content))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void claims_recipients_once() throws IOException {
        Requeue requeue = list.open().requeue();
        assertThat(requeue.claim("5")).isEmpty();
        requeue.append("5", List.of(EmailAddress.of("a@x.example")));
        assertThat(requeue.claim("5")).contains(list.path("requeue/5/subscribers.resending"));
        requeue.append("5", List.of(EmailAddress.of("b@x.example")));
        // Whom a dead process claimed comes first, and is not mixed up with others.
        assertThat(requeue.claim("5")).contains(list.path("requeue/5/subscribers.resending"));
        assertThat(list.content("requeue/5/subscribers.resending")).isEqualTo("a@x.example\n");
        assertThat(list.content("requeue/5/subscribers")).isEqualTo("b@x.example\n");
    }

    @Test
    void removes_only_an_empty_folder_of_a_post() throws IOException {
        Requeue requeue = list.open().requeue();
        requeue.append("5", List.of(EmailAddress.of("a@x.example")));
        requeue.create("6");
        requeue.removeIfEmpty("5");
        requeue.removeIfEmpty("6");
        requeue.removeIfEmpty("7");
        assertThat(list.names("requeue")).containsExactly("5");
    }
}
