package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lock file of the original is good for, and what it is not. */
class FileGuardTest {
    private static final byte[] JOE = SubscriberFile.octets(EmailAddress.of("joe@example.net"));

    @TempDir
    private Path spool;

    private ListFixture list;
    private Path file;
    private final List<ChildJvm> others = new ArrayList<>();

    @BeforeEach
    void makeList() {
        list = ListFixture.in(spool).subscribers("joe@example.net", "jim@example.net", "jane@example.net");
        file = list.path("subscribers.d/j");
    }

    @AfterEach
    void endProcesses() {
        others.forEach(ChildJvm::close);
    }

    private SubscriberFile subscriberFile() {
        return new SubscriberFile(
                list.path("subscribers.d"), file, list.directory().files());
    }

    private FileGuard guard() {
        return new FileGuard(file, list.path("subscribers.d"), list.directory().files());
    }

    /** Lets the original open the file and wait for the guard, which we hold. */
    private void letTheOriginalWait(String address) {
        if (!others.isEmpty()) {
            return;
        }
        try {
            others.add(ChildJvm.start(OriginalUnsubscription.class, file.toString(), address)
                    .await("open"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Object inode = inode(list.path("subscribers.d/.j.lock"));
        Awaitility.await()
                .until(() -> Files.readString(Path.of("/proc/locks"))
                        .lines()
                        .anyMatch(line -> line.contains("-> ") && line.contains(":" + inode + " ")));
    }

    private static Object inode(Path path) {
        try {
            return Files.getAttribute(path, "unix:ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void removal_lasts_although_the_original_writes_back_what_it_opened_before() throws Exception {
        assumeThat(Path.of("/proc/locks")).exists();
        subscriberFile().removeIf(line -> {
            letTheOriginalWait("jim@example.net");
            return line.is(JOE);
        });
        others.get(0).await("done");
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\n");
    }

    @Test
    void starts_again_when_another_program_takes_the_guard_away() throws IOException {
        List<Boolean> current = new ArrayList<>();
        int result = guard().hold(guard -> {
            if (current.isEmpty()) {
                Files.delete(guard.path());
            }
            current.add(guard.isCurrent());
            return guard.isCurrent() ? Optional.of(7) : Optional.empty();
        });
        assertThat(result).isEqualTo(7);
        assertThat(current).containsExactly(false, true);
    }

    @Test
    void changes_nothing_under_a_guard_that_is_gone() throws IOException {
        List<String> seen = new ArrayList<>();
        int removed = subscriberFile().removeIf(line -> {
            if (seen.isEmpty()) {
                list.names("subscribers.d").forEach(seen::add);
                try {
                    Files.delete(list.path("subscribers.d/.j.lock"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                // What another program adds under a new guard.
                list.lines("subscribers.d", "jack@example.net");
            }
            return line.is(JOE);
        });
        assertThat(removed).isEqualTo(1);
        assertThat(list.content("subscribers.d/j")).isEqualTo("jim@example.net\njane@example.net\njack@example.net\n");
    }

    @Test
    void guard_stays_and_is_shared_with_the_group_of_the_folder() throws IOException {
        RunningUser.chmod(list.path("subscribers.d"), 0770);
        guard().hold(guard -> Optional.of(true));
        Path left = list.path("subscribers.d/.j.lock");
        assertThat(left).isEmptyFile();
        assertThat(RunningUser.mode(left)).isEqualTo("660");
    }

    @Test
    void tells_whether_others_wait_and_whether_the_path_is_still_this_file() throws Exception {
        try (LockedFile locked = LockedFile.open(file, list.directory().files()::openOrCreate)) {
            assertThat(locked.isCurrent()).isTrue();
            assertThat(locked.isAwaited()).isFalse();
            Files.move(file, list.path("subscribers.d/x"));
            assertThat(locked.isCurrent()).isFalse();
            Files.writeString(file, "");
            assertThat(locked.isCurrent()).isFalse();
        }
    }
}
