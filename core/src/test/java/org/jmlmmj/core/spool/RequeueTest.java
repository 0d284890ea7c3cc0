package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.test.ChildJvm;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.RunningUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RequeueTest {
    private static final EmailAddress ANN = EmailAddress.of("Ann@example.net");
    private static final EmailAddress BOB = EmailAddress.of("b\u00fcb@example.net");

    private ListFixture list;
    private Requeue requeue;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        requeue = list.open().requeue();
    }

    @Test
    void adds_recipients_one_per_line_in_their_order() throws Exception {
        requeue.append("12", List.of(BOB, ANN));
        requeue.append("12", List.of(BOB));
        assertThat(Files.readString(list.path("requeue/12/subscribers")))
                .isEqualTo("b\u00fcb@example.net\nAnn@example.net\nb\u00fcb@example.net\n");
        assertThat(RunningUser.mode(list.path("requeue/12/subscribers"))).isEqualTo("600");
        assertThat(requeue.contains("12")).isTrue();
        assertThat(requeue.contains("1")).isFalse();
    }

    @Test
    void makes_nothing_when_there_are_no_recipients() throws Exception {
        requeue.append("12", List.of());
        assertThat(list.names("requeue")).isEmpty();
    }

    @Test
    void makes_its_folder_when_it_is_missing() throws Exception {
        Files.delete(list.path("requeue"));
        assertThat(requeue.contains("12")).isFalse();
        assertThat(requeue.create("12")).isEqualTo(list.path("requeue/12")).isDirectory();
    }

    @Test
    void loses_no_recipient_behind_a_line_that_a_crash_cut_off() throws Exception {
        requeue.create("12");
        list.file("requeue/12/subscribers", "joe@exam");
        requeue.append("12", List.of(ANN));
        assertThat(list.content("requeue/12/subscribers")).isEqualTo("joe@exam\nAnn@example.net\n");
    }

    @Test
    void fails_when_a_file_is_in_the_place_of_the_folder() {
        list.file("requeue/12", "");
        assertThatThrownBy(() -> requeue.append("12", List.of(ANN))).isInstanceOf(IOException.class);
    }

    @Test
    void comes_back_when_maintenance_removes_the_empty_folder_at_any_moment() throws Exception {
        AtomicBoolean finished = new AtomicBoolean();
        AtomicInteger removed = new AtomicInteger();
        Path folder = list.path("requeue/12");
        Thread maintenance = new Thread(() -> {
            while (!finished.get()) {
                removed.addAndGet(folder.toFile().delete() ? 1 : 0);
            }
        });
        maintenance.start();
        try {
            while (removed.get() < 100) {
                requeue.append("12", List.of(ANN));
                assertThat(list.content("requeue/12/subscribers")).isEqualTo("Ann@example.net\n");
                Files.delete(list.path("requeue/12/subscribers"));
            }
        } finally {
            finished.set(true);
            maintenance.join();
        }
    }

    @Test
    void loses_no_recipient_when_processes_add_at_once() throws Exception {
        try (ChildJvm a = ChildJvm.start(Adder.class, list.folder().toString(), "a");
                ChildJvm b = ChildJvm.start(Adder.class, list.folder().toString(), "b")) {
            assertThat(a.awaitOutput()).isEmpty();
            assertThat(b.awaitOutput()).isEmpty();
        }
        List<String> lines = list.content("requeue/5/subscribers").lines().toList();
        assertThat(lines).hasSize(2 * Adder.COUNT).doesNotHaveDuplicates();
        assertThat(lines).allMatch(line -> line.matches("[ab][0-9]+@example\\.net"));
    }

    /** Adds many recipients, one at a time. */
    static final class Adder {
        static final int COUNT = 60;

        private Adder() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            DurableFiles files =
                    ListDirectory.open(folder, RandomNames.secure()).files();
            Requeue requeue = new Requeue(folder.resolve("requeue"), files);
            for (int i = 0; i < COUNT; i++) {
                requeue.append("5", List.of(EmailAddress.of(arguments[1] + i + "@example.net")));
            }
        }
    }
}
