package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Random;
import org.jmlmmj.core.test.BrokenStream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DraftTest {
    private static final byte[] MAIL = "Subject: x\n\ny\n".getBytes(StandardCharsets.UTF_8);

    private ListFixture list;
    private DurableFiles files;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        files = list.directory().files();
    }

    @AfterEach
    void leaves_no_temporary_file() {
        assertThat(list.names("")).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void is_seen_only_when_it_is_published() throws Exception {
        try (Draft draft = files.draft()) {
            draft.write(MAIL);
            assertThat(draft.path()).hasParent(list.folder()).hasBinaryContent(MAIL);
            assertThat(draft.path().getFileName().toString()).matches("\\.tmp-[0-9a-f]{16}");
            draft.publish(list.path("queue/x"));
        }
        assertThat(list.path("queue/x")).hasBinaryContent(MAIL);
        assertThat(RunningUser.mode(list.path("queue/x"))).isEqualTo("600");
    }

    @Test
    void leaves_nothing_when_it_is_closed_before() throws Exception {
        try (Draft draft = files.draft()) {
            draft.write(MAIL);
        }
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    @Test
    void never_overwrites_when_published() throws Exception {
        list.file("queue/x", "old");
        try (Draft draft = files.draft()) {
            draft.write(MAIL);
            assertThatThrownBy(() -> draft.publish(list.path("queue/x")))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThat(list.content("queue/x")).isEqualTo("old");
            draft.publish(list.path("queue/y"));
        }
        assertThat(list.path("queue/y")).hasBinaryContent(MAIL);
    }

    @Test
    void does_not_follow_a_link_when_published() throws Exception {
        Files.createSymbolicLink(list.path("queue/x"), list.path("elsewhere"));
        try (Draft draft = files.draft()) {
            assertThatThrownBy(() -> draft.publish(list.path("queue/x")))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(list.has("elsewhere")).isFalse();
    }

    @Test
    void draws_another_name_when_one_is_taken() throws Exception {
        // The first name drawn is the temporary one.
        list.file("queue/0000000000000002", "old").file("queue/0000000000000003", "old");
        try (Draft draft = files.draft()) {
            draft.write(MAIL);
            assertThat(draft.publishIn(list.path("queue"))).isEqualTo(list.path("queue/0000000000000004"));
        }
        assertThat(list.content("queue/0000000000000002")).isEqualTo("old");
        assertThat(list.path("queue/0000000000000004")).hasBinaryContent(MAIL);
    }

    @Test
    void draws_another_temporary_name_when_one_is_taken() throws Exception {
        list.file(".tmp-0000000000000001", "of another process");
        try (Draft draft = files.draft()) {
            assertThat(draft.path()).hasFileName(".tmp-0000000000000002");
        }
        assertThat(list.content(".tmp-0000000000000001")).isEqualTo("of another process");
        Files.delete(list.path(".tmp-0000000000000001"));
    }

    @Test
    void copies_a_stream_to_its_end() throws Exception {
        byte[] octets = new byte[300_001];
        new Random(1).nextBytes(octets);
        try (Draft draft = files.draft()) {
            assertThat(draft.copy(new ByteArrayInputStream(octets))).isEqualTo(octets.length);
            draft.publish(list.path("queue/x"));
        }
        assertThat(list.path("queue/x")).hasBinaryContent(octets);
    }

    @Test
    void leaves_nothing_when_the_stream_breaks() {
        assertThatThrownBy(() -> list.directory().incoming().store(new BrokenStream("Subject: x"), new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("broken stream");
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void makes_the_folder_it_is_published_in() throws Exception {
        Files.delete(list.path("incoming"));
        RunningUser.chmod(list.folder(), 0750);
        Path mail = list.directory().incoming().store(new ByteArrayInputStream(MAIL), new byte[0]);
        assertThat(mail).hasParent(list.path("incoming")).hasBinaryContent(MAIL);
        assertThat(RunningUser.mode(list.path("incoming"))).isEqualTo("750");
    }

    @Test
    void refuses_a_file_in_the_place_of_its_folder() throws Exception {
        Files.delete(list.path("incoming"));
        list.file("incoming", "a file");
        assertThatThrownBy(() -> list.directory().incoming().store(new ByteArrayInputStream(MAIL), new byte[0]))
                .isInstanceOf(NotDirectoryException.class);
        assertThat(list.content("incoming")).isEqualTo("a file");
    }

    @Test
    void leaves_nothing_when_the_folder_cannot_be_written() throws Exception {
        assumeFalse(RunningUser.isRoot(), "root may write everywhere");
        RunningUser.chmod(list.path("incoming"), 0500);
        assertThatThrownBy(() -> list.directory().incoming().store(new ByteArrayInputStream(MAIL), new byte[0]))
                .isInstanceOf(IOException.class);
        assertThat(list.names("incoming")).isEmpty();
    }

    @Test
    void takes_the_new_name_back_when_the_folder_cannot_be_synced() throws Exception {
        assumeFalse(RunningUser.isRoot(), "root may read everywhere");
        RunningUser.chmod(list.path("incoming"), 0300);
        assertThatThrownBy(() -> list.directory().incoming().store(new ByteArrayInputStream(MAIL), new byte[0]))
                .isInstanceOf(IOException.class);
        RunningUser.chmod(list.path("incoming"), 0700);
        assertThat(list.names("incoming")).isEmpty();
    }
}
