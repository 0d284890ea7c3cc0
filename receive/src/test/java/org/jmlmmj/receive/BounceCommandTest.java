package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails to bounce addresses, piped into the whole program. */
class BounceCommandTest {
    private static final String REPORT = """
            From: MAILER-DAEMON@mx.example.net
            To: birds+bounces-5-ann=example.net@example.org
            Subject: failure notice
            Message-ID: <b@mx.example.net>

            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <ann@example.net>:
            192.0.2.7 does not like recipient.
            Remote host said: 550 5.1.1 No such user here

            --- Below this line is a copy of the message.
            """;

    private CommandFixture fixture;
    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path folder) {
        fixture = CommandFixture.in(folder, folder.resolve("no-library"));
        list = fixture.list();
        list.subscribers("ann@example.net")
                .file("index", "7")
                .control("closedlist", "")
                .control("prefix", "[birds]");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", "#@[]", "MAILER-DAEMON", "mailer-daemon@mx.example.org"})
    void a_bounce_is_recorded_and_kept_as_it_came(String sender) {
        assertThat(fixture.pipe(sender, REPORT)).isEmpty();
        assertThat(list.content("bounce/ann=example.net"))
                .isEqualTo(
                        "5:1741089600 # Tue Mar  4 12:00:00 2025 (5.1.1 permanent: 192.0.2.7 does not like recipient."
                                + " remote host said: 550 5.1.1 no such user here)\n");
        assertThat(list.content("bounce/ann=example.net.lastmsg")).isEqualTo(REPORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve@example.com", "a b@c"})
    void a_mail_with_an_envelope_sender_is_no_bounce(String sender) {
        fixture.pipe(sender, REPORT);
        assertThat(list.names("bounce")).isEmpty();
        assertThat(list.names("queue/discarded")).hasSize(1);
    }

    @Test
    void a_mail_that_cannot_be_recorded_is_given_back_to_the_mail_server() {
        assertThat(list.path("bounce").toFile().renameTo(list.path("elsewhere").toFile()))
                .isTrue();
        list.file("bounce", "a file where the folder should be");
        assertThat(fixture.run("", REPORT)).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(list.names("queue/discarded")).isEmpty();
    }
}
