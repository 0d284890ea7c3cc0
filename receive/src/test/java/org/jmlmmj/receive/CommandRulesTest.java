package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ListAddress;
import org.jmlmmj.core.message.HeaderReader;
import org.jmlmmj.core.test.ListFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRulesTest {
    private static final String COOKIE = "0123456789abcdef";

    private ListFixture list;

    @BeforeEach
    void makeList(@TempDir Path spool) {
        list = ListFixture.in(spool);
    }

    private Optional<String> refusal(String command, String headers) throws IOException {
        byte[] mail = (headers + "\n\n").getBytes(UTF_8);
        return new CommandRules(list.open())
                .refusal(
                        ListCommand.parse(command.replace("COOKIE", COOKIE)).orElseThrow(),
                        IncomingMail.of(
                                HeaderReader.read(new ByteArrayInputStream(mail)),
                                mail.length,
                                EnvelopeVariables.of(Map.of("SENDER", "ann@example.net")),
                                List.of(new ListAddress(EmailAddress.of("birds@example.org"), "+"))));
    }

    @ParameterizedTest
    @CsvSource({
        // command, refusal with closedlist, refusal with closedlistsub
        "subscribe, the list is closed, the list is closed to new subscribers",
        "subscribe-digest, the list is closed, the list is closed to new subscribers",
        "unsubscribe, the list is closed,",
        "confunsub-COOKIE, the list is closed,",
        "confsub-COOKIE,,",
        "permit-COOKIE,,",
        "release-COOKIE,,",
        "bounces-7-joe=example.net,,",
        "help,,",
        "list,,",
    })
    void closed_list_is_closed_to_wishes_and_not_to_answers(String command, String closed, String closedToNew)
            throws IOException {
        String ann = "From: ann@example.net";
        assertThat(refusal(command, ann)).isEmpty();
        list.control("closedlistsub", "");
        assertThat(refusal(command, ann)).isEqualTo(Optional.ofNullable(closedToNew));
        list.control("closedlist", "");
        assertThat(refusal(command, ann)).isEqualTo(Optional.ofNullable(closed));
    }

    @ParameterizedTest
    @CsvSource({
        // command, refusal of the list's own address, refusal of a program's answer
        "subscribe, it claims to come from the list itself,",
        "unsubscribe, it claims to come from the list itself,",
        "help, it claims to come from the list itself,",
        "confsub-COOKIE,, it says Auto-Submitted: auto-replied",
        "confunsub-COOKIE,, it says Auto-Submitted: auto-replied",
        "release-COOKIE,, it says Auto-Submitted: auto-replied",
        "bounces-7-joe=example.net,,",
    })
    void obeys_neither_the_list_itself_nor_a_program_with_a_secret(String command, String own, String automatic)
            throws IOException {
        assertThat(refusal(command, "From: birds@example.org")).isEqualTo(Optional.ofNullable(own));
        assertThat(refusal(command, "From: ann@example.net\nAuto-Submitted: auto-replied"))
                .isEqualTo(Optional.ofNullable(automatic));
    }
}
