package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Something in the list directory is not what it should be, as after a bad copy: the mail server is asked to try again and the
 * mail stays, until somebody has put it right (spec 02 §2.4).
 */
class FailuresTest {
    private static final byte[] POST = ("Return-Path: <sam@example.com>\nFrom: sam@example.com\nTo: birds@example.org\n"
                    + "Subject: owls\n\nThey hoot.\n")
            .getBytes(US_ASCII);

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private PipedList piped;
    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder).subscribers("ann@example.net").control("moderators", "mira@example.org\n");
        piped = PipedList.of(list);
    }

    @AfterEach
    void stopRelay() {
        piped.close();
    }

    /** Puts a file where a folder belongs, or the other way round; no right could stop root, but this does. */
    private void spoil(String name) throws IOException {
        Path place = list.path(name);
        boolean wasFolder = Files.isDirectory(place);
        if (wasFolder) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            Files.createFile(place);
        } else {
            Files.deleteIfExists(place);
            Files.createDirectory(place);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "queue, tocc",
        "requeue, tocc",
        "index, tocc",
        "moderation, moderated",
        "queue, moderated",
        "queue, subonlypost",
        "subscribers.d, subonlypost",
        "digesters.d, subonlypost",
        "control/access, tocc",
        "control/moderators, moderated",
        "control/send, moderated",
        "control/delheaders, tocc",
        "control/customheaders, tocc",
        "control/prefix, tocc",
        "control/footer, tocc",
        "control/maxmailsize, tocc",
        "control/listaddress, tocc",
    })
    void the_mail_stays_and_the_mail_server_tries_again(String spoilt, String control) throws IOException {
        list.control(control, "");
        spoil(spoilt);
        assertThat(piped.receive(POST)).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(list.names("incoming")).hasSize(1);
        assertThat(list.content("incoming/" + list.names("incoming").get(0)).getBytes(US_ASCII))
                .isEqualTo(POST);
        assertThat(piped.sent()).isEmpty();
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }
}
