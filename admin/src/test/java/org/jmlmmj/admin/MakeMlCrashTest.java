package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A list appears complete or not at all, whatever happens while it is made. */
@Timeout(180)
class MakeMlCrashTest {
    private static final int TEXTS = 300;
    private static final String[] BIRDS = {"-L", "birds", "-d", "example.org"};

    @TempDir
    private Path home;

    private MakeMlFixture fixture;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new MakeMlFixture(home);
    }

    /** Names that fail from one on; every file that is written needs one. */
    private static RandomNames failingAfter(int names) {
        AtomicInteger left = new AtomicInteger(names);
        AtomicLong counter = new AtomicLong();
        return RandomNames.of(() -> {
            if (left.getAndDecrement() <= 0) {
                throw new IllegalStateException("no more names");
            }
            return counter.incrementAndGet();
        });
    }

    @Test
    void failure_at_any_file_leaves_nothing_behind() throws IOException {
        int failures = 0;
        Run run = fixture.run(Run.Surroundings.plain().with(failingAfter(failures)), BIRDS);
        while (run.status() != ExitStatus.OK) {
            assertThat(run.status()).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
            assertThat(run.out()).isEmpty();
            assertThat(fixture.names()).as("after %s names", failures).isEmpty();
            failures++;
            run = fixture.run(Run.Surroundings.plain().with(failingAfter(failures)), BIRDS);
        }
        // The folder, two texts, owner, index, listaddress.
        assertThat(failures).isEqualTo(6);
        assertThat(fixture.names()).containsExactly("birds");
    }

    /** Runs the program in a process: home folder as argument. */
    static final class Maker {
        private Maker() {}

        /** Makes the list. */
        public static void main(String[] args) {
            Installation installation = Installation.in(Path.of(args[0]));
            String[] arguments = {"-y", "-s", args[0] + "/spool", "-L", "birds", "-d", "example.org"};
            System.exit(new MlmmjMakeMl(installation, () -> "localhost", Terminal.none()).runProcess(arguments));
        }
    }

    @Test
    void kill_at_any_time_leaves_no_half_list() throws Exception {
        Path library = Files.createDirectories(home.resolve("share/mlmmj/text.skel/en"));
        for (int i = 0; i < TEXTS; i++) {
            Files.writeString(library.resolve("text" + i), "Text " + i + "\n");
        }
        for (int copied : new int[] {0, 1, TEXTS / 2, TEXTS - 1}) {
            try (ChildJvm process = ChildJvm.start(Maker.class, home.toString())) {
                Awaitility.await("copying by process " + process.pid())
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> isMade() || textsInDrafts() > copied);
            }
            if (isMade()) {
                assertComplete();
                FolderTree.at(fixture.spool().resolve("birds")).delete();
            }
            deleteDrafts();
        }
        try (ChildJvm process = ChildJvm.start(Maker.class, home.toString())) {
            assertThat(process.awaitExit()).isZero();
        }
        assertComplete();
        assertThat(fixture.names()).containsExactly("birds");
    }

    private boolean isMade() {
        return Files.exists(fixture.spool().resolve("birds"));
    }

    private List<Path> drafts() throws IOException {
        return FolderDraft.abandoned(fixture.spool(), Instant.MAX);
    }

    private void deleteDrafts() throws IOException {
        for (Path draft : drafts()) {
            FolderTree.at(draft).delete();
        }
    }

    private long textsInDrafts() throws IOException {
        long count = 0;
        for (Path draft : drafts()) {
            String[] names = draft.resolve("text").toFile().list();
            count += names == null ? 0 : names.length;
        }
        return count;
    }

    private void assertComplete() throws IOException {
        Path birds = fixture.spool().resolve("birds");
        assertThat(birds.resolve("control/listaddress")).hasContent("birds@example.org\n");
        assertThat(birds.resolve("control/owner")).hasContent("postmaster@example.org\n");
        assertThat(birds.resolve("text").toFile().list()).hasSize(TEXTS);
        assertThat(birds.resolve("text/text" + (TEXTS - 1))).hasContent("Text " + (TEXTS - 1) + "\n");
        try (Stream<Path> files = Files.walk(birds)) {
            assertThat(files.filter(file -> String.valueOf(file.getFileName()).startsWith(".")))
                    .isEmpty();
        }
    }

    @Test
    void only_one_of_many_makers_of_a_list_succeeds() throws Exception {
        List<Run> runs = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            threads.add(new Thread(() -> {
                Run run = fixture.run(BIRDS);
                synchronized (runs) {
                    runs.add(run);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(runs).hasSize(6);
        assertThat(runs).filteredOn(run -> run.status() == ExitStatus.OK).hasSize(1);
        assertThat(runs)
                .filteredOn(run -> run.status() != ExitStatus.OK)
                .allMatch(run -> run.status() == ExitStatus.REFUSED && run.err().contains("exists already"));
        assertThat(fixture.names()).containsExactly("birds");
    }

    @Test
    void what_a_killed_process_left_is_deleted_after_an_hour() throws IOException {
        Instant now = Instant.now();
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Path old = draft("old", now.minus(Duration.ofMinutes(61)));
        Path young = draft("young", now.minus(Duration.ofMinutes(59)));
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "x");
        Files.createSymbolicLink(old.resolve("link"), elsewhere);
        setTime(old, now.minus(Duration.ofMinutes(61)));
        Path link = fixture.spool().resolve(".mlmmj-make-ml-link");
        Files.createSymbolicLink(link, elsewhere);

        assertThat(fixture.run(Run.Surroundings.plain().with(clock), BIRDS).err())
                .isEmpty();
        assertThat(old).doesNotExist();
        assertThat(young).isDirectory();
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere.resolve("precious")).exists();
    }

    private Path draft(String name, Instant time) throws IOException {
        Path draft = fixture.spool().resolve(".mlmmj-make-ml-" + name);
        Files.createDirectories(draft.resolve("queue/discarded"));
        Files.writeString(draft.resolve("index"), "");
        setTime(draft, time);
        return draft;
    }

    private static void setTime(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
