package org.jmlmmj.core.subscriber;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
}
