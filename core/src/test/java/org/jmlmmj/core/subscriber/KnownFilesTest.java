package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFilesTest {
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");

    /** Every file counts as settled. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

    private final Map<Path, AddressCache.Content> remembered = new HashMap<>();
    private final List<Path> stored = new ArrayList<>();
    private final AddressCache cache = new AddressCache() {
        @Override
        public Optional<Content> find(Path file) {
            return Optional.ofNullable(remembered.get(file));
        }

        @Override
        public void store(Path file, Content content) {
            remembered.put(file, content);
            stored.add(file);
        }
    };
    private final List<String> warnings = new ArrayList<>();

    private ListFixture list;
    private Path file;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        file = list.path("subscribers.d/j");
    }

    private Subscribers subscribers(Clock clock) {
        return Subscribers.of(list.folder(), list.directory().files(), warnings::add, new KnownFiles(cache, clock, 7));
    }

    private boolean isNormal(EmailAddress address) throws IOException {
        return subscribers(LATER).normal().contains(address);
    }

    @Test
    void file_that_has_not_changed_is_read_once() throws Exception {
        Files.writeString(file, "joe@example.net\n");

        assertThat(isNormal(JOE)).isTrue();
        assertThat(isNormal(ANN)).isFalse();
        assertThat(subscribers(LATER).versionOf(JOE)).contains(Version.NORMAL);

        assertThat(stored).containsExactly(file.toRealPath());
    }

    @Test
    void lines_count_as_they_do_without_a_memory() throws Exception {
        Files.writeString(file, " Joe@Example.NET \r\n\nno address\n" + "x".repeat(100_000) + "\nann@example.net");

        assertThat(isNormal(JOE)).isTrue();
        assertThat(isNormal(ANN)).isTrue();
        assertThat(isNormal(EmailAddress.of("jo@example.net"))).isFalse();
    }

    @Test
    void appended_line_is_seen_at_once() throws Exception {
        change(() -> Files.writeString(file, "joe@example.net\n"));
        assertThat(isNormal(ANN)).isFalse();

        change(() -> Files.writeString(file, "ann@example.net\n", StandardOpenOption.APPEND));

        assertThat(isNormal(ANN)).isTrue();
    }

    @Test
    void file_of_the_same_size_and_time_in_its_place_is_seen_at_once() throws Exception {
        change(() -> Files.writeString(file, "joe@example.net\n"));
        FileTime time = Files.getLastModifiedTime(file);
        assertThat(isNormal(JOE)).isTrue();

        change(() -> {
            Files.writeString(file, "ann@example.net\n");
            Files.setLastModifiedTime(file, time);
        });

        assertThat(isNormal(JOE)).isFalse();
        assertThat(isNormal(ANN)).isTrue();
    }

    @Test
    void file_that_was_replaced_or_is_gone_is_seen_at_once() throws Exception {
        change(() -> Files.writeString(file, "joe@example.net\n"));
        assertThat(isNormal(JOE)).isTrue();

        change(() -> {
            Path other = Files.writeString(list.path("subscribers.d/j.new"), "ann@example.net\n");
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        });
        assertThat(isNormal(JOE)).isFalse();
        assertThat(isNormal(ANN)).isTrue();

        Files.delete(file);
        assertThat(isNormal(ANN)).isFalse();
        Files.writeString(list.path("subscribers.d/x"), "ann@example.net\n");
        assertThat(isNormal(ANN)).isTrue();
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Until the file system gives the file another time than it had, which takes as long as its clock is coarse. */
    private void change(Step step) throws IOException {
        Object before = Files.exists(file) ? Files.getAttribute(file, "unix:ctime") : FileTime.from(Instant.EPOCH);
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        await().until(() -> {
            Files.write(file, content);
            step.run();
            return !before.equals(Files.getAttribute(file, "unix:ctime"));
        });
    }

    @Test
    void file_that_has_changed_just_now_is_not_remembered() throws Exception {
        Files.writeString(file, "joe@example.net\n");
        Instant changed = ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();

        assertThat(subscribers(Clock.fixed(
                                changed.plusMillis(2900), Clock.systemUTC().getZone()))
                        .normal()
                        .contains(JOE))
                .isTrue();
        assertThat(stored).isEmpty();

        assertThat(subscribers(Clock.fixed(
                                changed.plusMillis(3100), Clock.systemUTC().getZone()))
                        .normal()
                        .contains(JOE))
                .isTrue();
        assertThat(stored).hasSize(1);
    }

    @Test
    void file_that_cannot_be_read_is_told_and_not_remembered() throws Exception {
        assumeFalse(RunningUser.isRoot());
        Files.writeString(file, "joe@example.net\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

        assertThat(isNormal(JOE)).isFalse();

        assertThat(warnings).singleElement().asString().contains("cannot be read");
        assertThat(stored).isEmpty();
    }
}
