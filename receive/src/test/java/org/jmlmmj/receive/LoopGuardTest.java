package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.message.HeaderReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopGuardTest {
    private final LoopGuard guard = new LoopGuard(List.of(EmailAddress.of("birds@example.org")), 3);

    private Optional<String> reason(String headers) throws IOException {
        return guard.reason(HeaderReader.read(new ByteArrayInputStream((headers + "\n\n").getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Loop: Birds@example.org",
                "List-Id: <birds.example.org>",
                "List-Id: The <birds> list <birds@example.org>",
                "list-id: birds.example.org",
            })
    void finds_what_this_list_has_sent_before(String header) throws IOException {
        assertThat(reason(header)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Loop: other@example.org",
                "List-Id: <birds.example.org.evil>",
                "List-Id: birds.example.org <other.example.org>",
                "X-Loop:",
                "References: <birds@example.org>",
            })
    void takes_mail_of_other_lists(String header) throws IOException {
        assertThat(reason(header)).isEmpty();
    }

    @Test
    void finds_mail_that_has_passed_too_many_servers() throws IOException {
        assertThat(reason("Received: a\nReceived: b\nReceived: c")).isEmpty();
        assertThat(reason("Received: a\nReceived: b\nReceived: c\nReceived: d")).isPresent();
    }
}
