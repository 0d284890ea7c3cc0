package org.jmlmmj.admin.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removed lists, also by requests that died before they were done. The archive may be in another file system than the spool. */
class ListArchiveTest {
    private static final EmailAddress LIST = EmailAddress.of("birds@example.org");
    private static final String NAME = "birds-20250304120000";

    @TempDir
    private Path spool;

    @TempDir(factory = MemoryFolder.class)
    private Path archive;

    @BeforeEach
    void makeList() throws IOException {
        ListFixture.in(spool.resolve("example.org")).subscribers("ann@x.example");
    }

    private ListArchive archive(Optional<Path> folder) {
        return new ListArchive(
                spool,
                folder,
                PosixFilePermissions.fromString("rwx------"),
                Clock.fixed(ListFixture.NOON, ZoneOffset.UTC));
    }

    private Path take(ListArchive archive, boolean keep) throws IOException {
        return archive.take(LIST, spool.resolve("example.org/birds"), keep);
    }

    private List<String> near() throws IOException {
        return names(spool.resolve(".archive/example.org"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            return names.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void list_that_was_taken_is_carried_to_the_archive() throws IOException {
        ListArchive far = archive(Optional.of(archive));
        take(far, true);

        assertThat(far.settle(LIST, true)).contains(archive.resolve("example.org/" + NAME));

        assertThat(archive.resolve("example.org/" + NAME + "/subscribers.d/a")).hasContent("ann@x.example");
        assertThat(names(archive.resolve("example.org"))).containsExactly(NAME);
        assertThat(near()).isEmpty();
        assertThat(far.settle(LIST, true)).isEmpty();
    }

    @Test
    void without_another_place_it_stays_in_the_spool() throws IOException {
        ListArchive here = archive(Optional.empty());
        Path taken = take(here, true);

        assertThat(here.settle(LIST, true)).contains(taken);
        assertThat(here.settle(LIST, false)).isEmpty();

        assertThat(near()).containsExactly(NAME);
    }

    @Test
    void list_that_is_not_wanted_is_deleted() throws IOException {
        ListArchive far = archive(Optional.of(archive));
        take(far, false);

        assertThat(far.settle(LIST, false)).isEmpty();

        assertThat(near()).isEmpty();
        assertThat(archive).isEmptyDirectory();
    }

    @Test
    void one_that_was_to_be_deleted_is_kept_if_the_next_request_keeps() throws IOException {
        take(archive(Optional.empty()), false);

        assertThat(archive(Optional.of(archive)).settle(LIST, true)).contains(archive.resolve("example.org/" + NAME));

        assertThat(archive.resolve("example.org/" + NAME + "/subscribers.d/a")).exists();
        assertThat(near()).isEmpty();
    }

    @Test
    void one_that_was_to_be_kept_is_kept_even_if_the_next_request_does_not() throws IOException {
        take(archive(Optional.empty()), true);

        assertThat(archive(Optional.of(archive)).settle(LIST, false)).isEmpty();

        assertThat(archive.resolve("example.org/" + NAME + "/subscribers.d/a")).exists();
    }

    @Test
    void half_a_copy_and_half_of_what_was_deleted_go() throws IOException {
        ListArchive far = archive(Optional.of(archive));
        take(far, true);
        Files.createDirectories(archive.resolve("example.org/." + NAME + ".part/subscribers.d"));
        Files.createDirectories(spool.resolve(".archive/example.org/birds-20250101120000.removed/queue"));
        Files.createDirectories(spool.resolve(".archive/example.org/" + NAME + ".removed/queue"));
        boolean isSameFileSystem = Files.getFileStore(spool).equals(Files.getFileStore(archive));

        assertThat(far.settle(LIST, true)).isPresent();

        assertThat(archive.resolve("example.org/" + NAME + "/subscribers.d/a")).exists();
        assertThat(near()).isEmpty();
        if (!isSameFileSystem) {
            assertThat(names(archive.resolve("example.org"))).containsExactly(NAME);
        }
    }

    @Test
    void what_other_lists_have_left_is_not_touched() throws IOException {
        Path folder = Files.createDirectories(spool.resolve(".archive/example.org"));
        List<String> others = List.of(
                "birds-" + NAME.substring(6) + "-20250304130000",
                "birds-20250304120000-20250304130000.removed",
                "birds.20250304120000",
                "birdsong-20250304120000.unwanted");
        for (String name : others) {
            Files.createDirectories(folder.resolve(name));
        }

        assertThat(archive(Optional.of(archive)).settle(LIST, true)).isEmpty();

        assertThat(near()).containsExactlyElementsOf(others);
    }

    @Test
    void two_in_the_same_second_have_two_names() throws IOException {
        ListArchive far = archive(Optional.of(archive));
        take(far, true);
        far.settle(LIST, true);
        ListFixture.in(spool.resolve("example.org")).subscribers("bob@x.example");
        take(far, true);

        assertThat(far.settle(LIST, true)).contains(archive.resolve("example.org/" + NAME + "-1"));

        assertThat(archive.resolve("example.org/" + NAME + "/subscribers.d/a")).exists();
        assertThat(archive.resolve("example.org/" + NAME + "-1/subscribers.d/b"))
                .exists();
    }
}
