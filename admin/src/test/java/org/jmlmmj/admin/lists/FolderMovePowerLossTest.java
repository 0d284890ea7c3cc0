package org.jmlmmj.admin.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.disk.PowerLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power losses after every step of moves and copies of whole lists: each is whole in one of its places. */
class FolderMovePowerLossTest {
    private static final EmailAddress LIST = EmailAddress.of("birds@example.org");

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private PowerLoss power;

    @BeforeEach
    void makeList() throws IOException {
        power = PowerLoss.in(folder);
        ListFixture.in(power.disk()).subscribers("ann@x.example").file("archive/1", "x".repeat(10_000));
        power.begin();
    }

    @AfterEach
    void failEverywhere() throws Exception {
        assertThat(power.lose()).isGreaterThan(3);
    }

    private static boolean isWhole(Path list) throws IOException {
        return Files.exists(list.resolve("control/listaddress"))
                && Files.readString(list.resolve("subscribers.d/a")).equals("ann@x.example\n")
                && Files.size(list.resolve("archive/1")) == 10_000
                && Files.isDirectory(list.resolve("queue/discarded"));
    }

    @Test
    void archived_list_is_in_one_of_its_places() throws IOException {
        String archived = ".archive/example.org/birds-20250304120000";
        power.promise(disk -> assertThat(isWhole(disk.resolve("birds")) != isWhole(disk.resolve(archived)))
                .isTrue());
        ListArchive archive = new ListArchive(
                power.disk(),
                Optional.empty(),
                PosixFilePermissions.fromString("rwx------"),
                Clock.fixed(ListFixture.NOON, ZoneOffset.UTC));
        Path taken = archive.take(LIST, power.disk().resolve("birds"), true);
        PowerLoss.Withdrawal gone = power.promise(
                disk -> assertThat(isWhole(disk.resolve(archived))).isTrue());
        gone.withdraw();
        ListArchive.putBack(taken, power.disk().resolve("birds"));
        power.promise(disk -> assertThat(isWhole(disk.resolve("birds"))).isTrue());
    }

    @Test
    void copied_list_is_whole_before_the_original_goes() throws IOException {
        power.promise(disk -> assertThat(isWhole(disk.resolve("birds"))).isTrue());
        FolderMove.copy(power.disk().resolve("birds"), power.disk().resolve("copy"));
        power.promise(disk -> assertThat(isWhole(disk.resolve("copy"))).isTrue());
    }
}
