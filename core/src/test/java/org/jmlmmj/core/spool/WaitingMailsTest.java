package org.jmlmmj.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.list.ListDirectory;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingMailsTest {
    @TempDir
    private Path folder = Path.of("");

    private ListFixture list = ListFixture.of(folder);
    private ListDirectory directory;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder);
        directory = list.directory();
    }

    private Path store(String text, int second) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        Path mail = directory.incoming().store(new ByteArrayInputStream(octets), new byte[] {1});
        Files.setLastModifiedTime(mail, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + second)));
        return mail;
    }

    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path mail : directory.waiting().all()) {
            contents.add(Files.readString(mail));
        }
        return contents;
    }

    @Test
    void are_in_the_order_in_which_they_were_stored() throws IOException {
        for (int second : new int[] {3, 1, 2}) {
            directory.waiting().add(store("mail " + second, second));
        }

        assertThat(contents()).containsExactly("mail 1", "mail 2", "mail 3");
    }

    @Test
    void mail_that_was_not_given_away_is_nobody_elses() throws IOException {
        store("mine", 1);
        list.file("incoming/notes.waiting", "no name of a mail");
        Files.createDirectory(list.path("incoming/0123456789abcdef.waiting"));

        assertThat(directory.waiting().all()).isEmpty();
    }

    @Test
    void are_none_where_the_folder_is_missing() throws IOException {
        Files.delete(list.path("incoming"));

        assertThat(directory.waiting().all()).isEmpty();
    }

    @Test
    void one_is_taken_once_and_keeps_its_name() throws IOException {
        Path mail = store("owls", 1);
        directory.waiting().add(mail);
        Path waiting = directory.waiting().all().get(0);

        assertThat(directory.waiting().take(waiting)).contains(mail);
        assertThat(directory.waiting().take(waiting)).isEmpty();

        assertThat(mail).hasContent("owls");
        assertThat(directory.waiting().all()).isEmpty();
    }

    @Test
    void keep_their_envelopes() throws IOException {
        Path mail = store("owls", 1);
        directory.waiting().add(mail);

        directory.incoming().dropEnvelope(mail);

        assertThat(Incoming.isHere(mail)).isTrue();
        assertThat(Incoming.envelope(mail)).isPresent();
        Files.delete(directory.waiting().all().get(0));
        directory.incoming().dropEnvelope(mail);
        assertThat(Incoming.isHere(mail)).isFalse();
        assertThat(Incoming.envelope(mail)).isEmpty();
    }
}
