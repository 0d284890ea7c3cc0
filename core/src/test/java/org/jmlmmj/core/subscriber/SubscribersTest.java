package org.jmlmmj.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribersTest {
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");

    private ListFixture list;
    private Subscribers subscribers;

    @BeforeEach
    void makeList(@TempDir Path parent) {
        list = ListFixture.in(parent);
        for (String folder : List.of("subscribers.d", "digesters.d", "nomailsubs.d")) {
            list.lines(folder, "jane@example.net");
        }
        subscribers = list.open().subscribers();
    }

    /** Puts the address into the folders of these letters: n, d, x for nomail. */
    private void put(String letters) {
        String line = "Joe@Example.net";
        if (letters.contains("n")) {
            list.lines("subscribers.d", line);
        }
        if (letters.contains("d")) {
            list.lines("digesters.d", line);
        }
        if (letters.contains("x")) {
            list.lines("nomailsubs.d", line);
        }
    }

    private String where() throws Exception {
        return (subscribers.normal().contains(JOE) ? "n" : "")
                + (subscribers.digest().contains(JOE) ? "d" : "")
                + (subscribers.nomail().contains(JOE) ? "x" : "");
    }

    @ParameterizedTest
    @CsvSource({"'', none", "n, normal", "d, digest", "x, nomail", "nd, both", "nx, nomail", "dx, digest", "ndx, both"})
    void the_version_follows_from_the_folders(String folders, String version) throws Exception {
        put(folders);
        assertThat(subscribers.versionOf(JOE).map(Version::word).orElse("none")).isEqualTo(version);
        assertThat(subscribers.contain(JOE)).isEqualTo(!folders.isEmpty());
        assertThat(subscribers.contain(EmailAddress.of("joe@example.net.au"))).isFalse();
    }

    @Test
    void a_new_subscription_moves_the_address_from_every_state_to_exactly_its_folders() throws Exception {
        for (String before : List.of("", "n", "d", "x", "nd", "nx", "dx", "ndx")) {
            for (Version version : Version.values()) {
                for (SubscriberFolder folder : subscribers.all()) {
                    folder.remove(JOE);
                }
                put(before);
                String wanted = foldersOf(version);
                assertThat(subscribers.subscribe(JOE, version))
                        .as("changed from " + before + " to " + version)
                        .isEqualTo(!before.equals(wanted));
                assertThat(where()).as(before + " to " + version).isEqualTo(wanted);
                assertThat(subscribers.versionOf(JOE)).contains(version);
            }
        }
        for (SubscriberFolder folder : subscribers.all()) {
            assertThat(folder.contains(EmailAddress.of("jane@example.net"))).isTrue();
        }
    }

    private static String foldersOf(Version version) {
        return switch (version) {
            case NORMAL -> "n";
            case DIGEST -> "d";
            case NOMAIL -> "x";
            case BOTH -> "nd";
        };
    }

    @Test
    void subscribing_again_changes_nothing() throws Exception {
        assertThat(subscribers.subscribe(JOE, Version.BOTH)).isTrue();
        assertThat(subscribers.subscribe(JOE, Version.BOTH)).isFalse();
        assertThat(list.content("subscribers.d/j")).isEqualTo("jane@example.net\njoe@example.net\n");
    }

    @Test
    void writes_the_new_lines_before_the_old_ones_go() throws Exception {
        put("d");
        // A crash in between leaves the address in both folders and never in none: the removal is made to fail.
        Files.createDirectory(list.path("digesters.d/.J.lock"));
        assertThatThrownBy(() -> subscribers.subscribe(JOE, Version.NOMAIL)).isInstanceOf(IOException.class);
        assertThat(where()).isEqualTo("dx");
    }

    @Test
    void names_the_folders_of_a_version() {
        assertThat(subscribers.of(Version.BOTH)).containsExactly(subscribers.normal(), subscribers.digest());
        assertThat(subscribers.of(Version.NOMAIL)).containsExactly(subscribers.nomail());
        List<SubscriberFolder> all = new ArrayList<>(List.of(subscribers.normal(), subscribers.digest()));
        all.add(subscribers.nomail());
        assertThat(subscribers.all()).containsExactlyElementsOf(all);
        for (Version version : Version.values()) {
            assertThat(version.word()).isEqualTo(version.name().toLowerCase(Locale.ROOT));
        }
    }
}
