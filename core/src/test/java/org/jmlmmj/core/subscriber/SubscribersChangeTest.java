package org.jmlmmj.core.subscriber;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscribersChangeTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.net");

    @TempDir
    private Path spool;

    private ListFixture list;
    private Subscribers subscribers;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(spool);
        subscribers = list.open().subscribers();
    }

    @Test
    void subscribing_tells_whether_something_changed() throws IOException {
        assertThat(subscribers.subscribe(ANN, Version.BOTH)).isTrue();
        assertThat(subscribers.subscribe(ANN, Version.BOTH)).isFalse();
        list.lines("nomailsubs.d", "ann@example.net");
        assertThat(subscribers.subscribe(ANN, Version.BOTH)).isTrue();
        assertThat(list.names("nomailsubs.d")).isEmpty();
    }

    @Test
    void unsubscribing_removes_from_the_folders_named_and_counts_lines() throws IOException {
        list.subscribers("ann@example.net", "abe@example.net", "ann@example.net")
                .lines("digesters.d", "ann@example.net");
        assertThat(subscribers.unsubscribe(ANN, List.of(subscribers.normal()))).isEqualTo(2);
        assertThat(list.content("subscribers.d/a")).isEqualTo("abe@example.net\n");
        assertThat(subscribers.versionOf(ANN)).contains(Version.DIGEST);
        assertThat(subscribers.unsubscribe(ANN, subscribers.all())).isEqualTo(1);
        assertThat(subscribers.unsubscribe(ANN, subscribers.all())).isZero();
    }

    @Test
    void forgets_what_came_back_from_somebody_who_is_new_or_gone() throws IOException {
        list.file("bounce/ann=example.net", "1:2 # x\n").file("bounce/abe=example.net", "1:2 # x\n");
        subscribers.subscribe(ANN, Version.DIGEST);
        assertThat(list.names("bounce")).containsExactly("abe=example.net");
        list.file("bounce/ann=example.net", "1:2 # x\n").file("bounce/ann=example.net-probe", "3");
        subscribers.unsubscribe(ANN, subscribers.all());
        assertThat(list.names("bounce")).containsExactly("abe=example.net");
    }

    @Test
    void remembers_what_came_back_from_somebody_who_stays() throws IOException {
        subscribers.subscribe(ANN, Version.BOTH);
        list.file("bounce/ann=example.net", "1:2 # x\n");
        subscribers.subscribe(ANN, Version.DIGEST);
        subscribers.unsubscribe(ANN, subscribers.of(Version.NOMAIL));
        assertThat(list.has("bounce/ann=example.net")).isTrue();
    }

    @Test
    void unsubscribing_somebody_who_was_no_subscriber_forgets_nothing() throws IOException {
        // Whoever removes an address that bounces still needs what came back from it.
        list.file("bounce/ann=example.net", "1:2 # x\n");
        assertThat(subscribers.unsubscribe(ANN, subscribers.all())).isZero();
        assertThat(list.has("bounce/ann=example.net")).isTrue();
    }

    @Test
    void lines_are_written_as_octets() throws IOException {
        list.file("subscribers.d/a", " ann@example.net\r\n\n\u00e9@x");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SubscriberLines lines = subscribers.normal().lines()) {
            while (lines.next()) {
                lines.writeTo(out);
            }
        }
        assertThat(out.toByteArray()).containsExactly("ann@example.net\n\u00c3\u00a9@x\n".getBytes(ISO_8859_1));
    }

    @Test
    void change_of_version_waits_for_another_one_in_progress() throws Exception {
        list.lines("digesters.d", "abe@example.net");
        // The folder makes the first change log a line after it has added to one version, before it removes from
        // another.
        Files.createDirectory(list.path("digesters.d/folder"));
        Thread second = new Thread(() -> change(subscribers, Version.DIGEST));
        Subscribers first = new Subscribers(list.folder(), list.directory().files(), warning -> {
            if (second.getState() == Thread.State.NEW) {
                second.start();
                Awaitility.await().until(() -> isWaitingOrDone(second));
            }
        });
        change(first, Version.NORMAL);
        second.join();
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.content("digesters.d/a")).isEqualTo("abe@example.net\nann@example.net\n");
    }

    private static boolean isWaitingOrDone(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TERMINATED;
    }

    private static void change(Subscribers subscribers, Version version) {
        try {
            subscribers.subscribe(ANN, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void file_that_vanishes_while_the_folder_is_read_is_passed_over_silently() throws IOException {
        Files.createDirectory(list.path("subscribers.d/folder"));
        for (int i = 0; i < 200; i++) {
            list.file("subscribers.d/" + i, "ann@example.net\n");
        }
        List<String> warnings = new ArrayList<>();
        Subscribers read = new Subscribers(list.folder(), list.directory().files(), warning -> {
            warnings.add(warning);
            deleteFiles(list.path("subscribers.d"));
        });
        assertThat(read.contain(ANN)).isFalse();
        assertThat(warnings).hasSize(1).allMatch(warning -> warning.contains("subscribers.d/folder"));
    }

    private static void deleteFiles(Path folder) {
        for (int i = 0; i < 200; i++) {
            try {
                Files.deleteIfExists(folder.resolve(String.valueOf(i)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void link_that_leads_nowhere_is_named() throws IOException {
        Files.createSymbolicLink(list.path("subscribers.d/a"), Path.of("nowhere"));
        assertThat(subscribers.contain(ANN)).isFalse();
        assertThat(list.syslog().lines()).hasSize(1).allMatch(line -> line.contains("subscribers.d/a"));
    }
}
