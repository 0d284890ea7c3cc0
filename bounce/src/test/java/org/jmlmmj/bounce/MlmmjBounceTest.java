package org.jmlmmj.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of {@code mlmmj-bounce} (spec 05 §5). */
class MlmmjBounceTest {
    private static final String RECORD = "bounce/joe=example.net";

    @TempDir
    Path folder;

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private ListFixture list;
    private Path mail;

    @BeforeEach
    void makeList() throws IOException {
        list = ListFixture.in(folder).subscribers("joe@example.net").control("smtpport", relay.port() + "\n");
        mail = folder.resolve("mail");
    }

    @AfterEach
    void close() {
        relay.close();
    }

    private ExitStatus run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("-L", list.folder().toString()));
        arguments.addAll(List.of(options));
        PrintStream out = new PrintStream(printed, true, UTF_8);
        Invocation invocation = new Invocation(
                "mlmmj-bounce",
                arguments,
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                out,
                out,
                list.clock(),
                list.names(),
                list.syslog());
        return new MlmmjBounce(list.path("library"), StopSignal::new).run(invocation);
    }

    private String mail(String content) throws IOException {
        Files.writeString(mail, content);
        return mail.toString();
    }

    @Test
    void records_a_bounce_without_its_mail() {
        assertThat(run("-a", "Joe=Example.NET", "-n", "109")).isEqualTo(ExitStatus.OK);
        assertThat(list.content(RECORD)).isEqualTo("109:1741089600 # Tue Mar  4 12:00:00 2025\n");
    }

    @Test
    void records_a_bounce_with_its_mail() throws IOException {
        String content = BouncingList.failed("joe@example.net");
        assertThat(run("-a", "joe=example.net", "-n", "N-foo", "-m", mail(content)))
                .isEqualTo(ExitStatus.OK);
        assertThat(list.content(RECORD)).startsWith("n-foo:1741089600 # ").contains("5.1.1");
        assertThat(list.content(RECORD + ".lastmsg")).isEqualTo(content);
        assertThat(mail).doesNotExist();
    }

    @Test
    void finds_the_recipient_in_the_report_and_keeps_the_mail() throws IOException {
        String content = BouncingList.failed("joe@example.net");
        assertThat(run("-d", "-a", "ignored=x", "-n", "109", "-m", mail(content)))
                .isEqualTo(ExitStatus.OK);
        assertThat(list.content(RECORD + ".lastmsg")).isEqualTo(content);
        assertThat(mail).doesNotExist();
    }

    @Test
    void never_takes_commands_for_an_address_from_a_report() throws IOException {
        list.file(RECORD + "-probe", "1").file("subconf/0123456789abcdef", "joe@example.net");
        for (String ident : List.of("probe", "confsub", "confunsub")) {
            assertThat(run("-d", "-n", ident, "-m", mail(BouncingList.failed("joe@example.net"))))
                    .isEqualTo(ExitStatus.OK);
            assertThat(mail).doesNotExist();
        }
        assertThat(list.names("bounce")).containsExactly("joe=example.net-probe");
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("queue/discarded")).hasSize(3);
    }

    @Test
    void ignores_an_automatic_answer() throws IOException {
        String answer = BouncingList.vacation("Auto-Submitted: auto-replied\n");
        assertThat(run("-a", "joe=example.net", "-n", "109", "-m", mail(answer)))
                .isEqualTo(ExitStatus.OK);
        assertThat(list.names("bounce")).isEmpty();
        assertThat(mail).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve=example.net", "joe", "../index=x", ""})
    void ignores_who_is_not_subscribed_or_no_address(String name) {
        assertThat(run("-a", name, "-n", "109")).isEqualTo(ExitStatus.OK);
        assertThat(list.names("bounce")).isEmpty();
    }

    @Test
    void settles_a_probe_and_withdraws_requests() {
        list.file(RECORD + "-probe", "1741089600")
                .file("subconf/0123456789abcdef", "joe@example.net")
                .file("unsubconf/0123456789abcdef", "joe@example.net");
        assertThat(run("-a", "joe=example.net", "-n", "probe")).isEqualTo(ExitStatus.OK);
        assertThat(run("-a", "0123456789abcdef", "-n", "confsub")).isEqualTo(ExitStatus.OK);
        assertThat(run("-a", "0123456789ABCDEF", "-n", "confunsub")).isEqualTo(ExitStatus.OK);
        assertThat(run("-a", "../control/owner", "-n", "confsub")).isEqualTo(ExitStatus.OK);
        assertThat(list.names("bounce")).isEmpty();
        assertThat(list.names("subconf")).isEmpty();
        assertThat(list.names("unsubconf")).isEmpty();
        assertThat(list.has("control/owner")).isTrue();
    }

    @Test
    void sends_a_probe_that_tells_the_numbers_and_marks_it() {
        list.file(RECORD, "41:1741000000 # x\n43:1741003600 # y\n");
        assertThat(run("-a", "joe=example.net", "-p")).isEqualTo(ExitStatus.OK);
        ReceivedMail probe = relay.accepted().get(0);
        assertThat(probe.sender()).isEqualTo("birds+bounces-probe-joe=example.net@example.org");
        assertThat(probe.recipient()).isEqualTo("joe@example.net");
        assertThat(probe.text()).contains("From: birds+owner@example.org", "41", "43");
        assertThat(list.content(RECORD + "-probe")).isEqualTo("1741089600");
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    @Test
    void a_probe_that_is_refused_is_no_probe() {
        relay.when("RCPT", PeerAnswer.reply("550 5.1.1 no such user"));
        assertThat(run("-a", "joe=example.net", "-p")).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(printed.toString(UTF_8)).contains("the relay did not take the probe to joe@example.net");
        assertThat(list.names("bounce")).isEmpty();
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    @Test
    void probes_the_subscribers_of_a_report() throws IOException {
        assertThat(run("-d", "-p", "-m", mail(BouncingList.failed("joe@example.net"))))
                .isEqualTo(ExitStatus.OK);
        assertThat(list.names("bounce")).containsExactly("joe=example.net-probe");
        assertThat(mail).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a x=y", "-n 1", "-p", "-d -n 1", "-a x=y -n 1 -p", "-a joe -p", "-a x=y -n 1 -z", ""})
    void refuses_wrong_usage(String options) {
        assertThat(run(options.isEmpty() ? new String[0] : options.split(" ", -1)))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(list.names("bounce")).isEmpty();
    }

    @Test
    void a_missing_mail_can_be_tried_again() {
        assertThat(run("-a", "joe=example.net", "-n", "1", "-m", mail.toString()))
                .isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(list.names("bounce")).isEmpty();
    }
}
