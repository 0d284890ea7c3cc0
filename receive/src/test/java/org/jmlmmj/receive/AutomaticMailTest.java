package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.message.HeaderReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {
    private static boolean isAutomatic(String sender, String header) throws IOException {
        return reason(sender, header).isPresent();
    }

    private static Optional<String> reason(String sender, String header) throws IOException {
        byte[] mail = ("From: ann@example.net\n" + header + "\n\nbody\n").getBytes(UTF_8);
        return AutomaticMail.reason(IncomingMail.of(
                HeaderReader.read(new ByteArrayInputStream(mail)),
                mail.length,
                EnvelopeVariables.of(Map.of("SENDER", sender)),
                List.of(new ListAddress(EmailAddress.of("birds@example.org"), "+"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "auto-submitted: AUTO-GENERATED; type=x",
                "Auto-Submitted:",
                "Precedence: bulk",
                "Precedence: Junk",
                "Precedence: list (x)",
                "Auto-Submitted: no\nAuto-Submitted: auto-replied",
                "Precedence: urgent\nPrecedence: bulk",
                "List-Id: Other <other.example.com>",
            })
    void is_recognised_by_its_headers(String header) throws IOException {
        assertThat(isAutomatic("ann@example.net", header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: no", "Auto-Submitted: No (comment)", "Precedence: first-class", "X-A: 1"})
    void a_persons_mail_is_none(String header) throws IOException {
        assertThat(isAutomatic("ann@example.net", header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MAILER-DAEMON@example.net", "owner-birds@example.net", "birds-request@example.net"})
    void is_recognised_by_its_envelope_sender(String sender) throws IOException {
        assertThat(isAutomatic(sender, "X-A: 1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | X-A: 1 | it has no envelope sender",
                "ann@example.net | Auto-Submitted: auto-replied (away) | it says Auto-Submitted: auto-replied (away)",
                "ann@example.net | Precedence: bulk | it says Precedence: bulk",
                "ann@example.net | List-Id: Other <other.example.com> | it comes from a mailing list",
                "owner-x@example.net | X-A: 1 | its envelope sender owner-x@example.net is a program",
            })
    void the_log_is_told_by_what_it_was_recognised(String sender, String header, String reason) throws IOException {
        assertThat(reason(sender, header)).contains(reason);
    }
}
