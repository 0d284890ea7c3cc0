package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.Answer;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.spool.RandomNames;
import org.jmlmmj.core.test.BrokenStream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a whole, in this process, with a scripted relay. */
class MlmmjReceiveTest {
    private static final String POST =
            "From: Ann <ann@example.net>\nTo: birds@example.org\nSubject: owls\n\nThey hoot.\n";

    @TempDir
    Path folder;

    private ListFixture list;
    private ScriptedSmtpPeer relay;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeList() {
        relay = ScriptedSmtpPeer.start();
        list = ListFixture.in(folder)
                .control("smtpport", relay.port() + "\n")
                .subscribers("ann@example.net", "bob@example.net", "cid@example.net");
    }

    @AfterEach
    void stopRelay() {
        relay.close();
    }

    private ExitStatus run(InputStream mail, String... arguments) {
        return run(mail, Map.of("SENDER", "ann@example.net"), arguments);
    }

    private ExitStatus run(InputStream mail, Map<String, String> environment, String... arguments) {
        PrintStream stdout = new PrintStream(out, true, UTF_8);
        PrintStream stderr = new PrintStream(err, true, UTF_8);
        Invocation invocation = new Invocation(
                "mlmmj-receive",
                List.of(arguments),
                environment,
                mail,
                stdout,
                stderr,
                list.clock(),
                list.names(),
                list.syslog());
        return new MlmmjReceive(new Answer(stdout, stderr), list.path("nowhere"), StopSignal::new).run(invocation);
    }

    private static InputStream mail(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    private String list() {
        return list.folder().toString();
    }

    private List<String> recipients() {
        List<String> recipients = new ArrayList<>();
        for (ReceivedMail mail : relay.accepted()) {
            recipients.addAll(mail.recipients());
        }
        return recipients;
    }

    /** The mails in {@code incoming/}, without their envelopes. */
    private List<String> mails() {
        return list.names("incoming").stream().filter(RandomNames::isName).toList();
    }

    private void assertNothingLeft() {
        assertThat(list.names("incoming")).isEmpty();
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void a_post_reaches_every_subscriber_and_the_archive() {
        assertThat(run(mail(POST), "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(recipients()).containsExactlyInAnyOrder("ann@example.net", "bob@example.net", "cid@example.net");
        assertThat(list.content("archive/1")).isEqualTo(POST);
        assertThat(list.content("index")).isEqualTo("1");
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(list.names("requeue")).isEmpty();
        assertNothingLeft();
    }

    /** The mail of the process that died, as maintenance finds it: in the environment there is nothing about it. */
    @Test
    void a_mail_that_was_left_behind_goes_where_the_envelope_said() {
        list.control("owner", "olga@example.net\n");
        Map<String, String> envelope = Map.of("SENDER", "zoe@example.net", "EXTENSION", "owner");
        assertThat(run(mail(POST), envelope, "-P", "-L", list())).isEqualTo(ExitStatus.OK);
        String name = list.names("incoming").get(0);
        PrintStream nowhere = new PrintStream(out, true, UTF_8);
        Invocation invocation = new Invocation(
                "mlmmj-process",
                List.of("-L", list(), "-m", list.path("incoming/" + name).toString()),
                Map.of(),
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                list.clock(),
                list.names(),
                list.syslog());
        assertThat(new MlmmjProcess(list.path("nowhere"), StopSignal::new).run(invocation))
                .isEqualTo(ExitStatus.OK);
        assertThat(recipients()).containsExactly("olga@example.net");
        assertThat(relay.accepted()).allMatch(sent -> sent.sender().equals("zoe@example.net"));
        assertNothingLeft();
    }

    @Test
    void the_answer_is_given_as_soon_as_the_mail_is_stored() {
        run(mail(POST), "-L", list());
        assertThat(out.toString(UTF_8)).isEqualTo("0\n");
    }

    @Test
    void in_the_foreground_the_answer_is_left_to_the_end() {
        assertThat(run(mail(POST), "-F", "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(recipients()).hasSize(3);
    }

    @Test
    void with_store_only_the_mail_lies_in_incoming_octet_for_octet() {
        String odd = "From: a\r\n\0\u00ff" + "x".repeat(100_000) + "\n.\n.";
        assertThat(run(mail(odd), "-PL", list())).isEqualTo(ExitStatus.OK);
        assertThat(mails()).hasSize(1);
        assertThat(list.content("incoming/" + mails().get(0))).isEqualTo(odd);
        assertThat(relay.accepted()).isEmpty();
    }

    @Test
    void the_options_for_sender_and_extension_win_over_the_environment() {
        Map<String, String> environment = Map.of("SENDER", "", "EXTENSION", "help");
        assertThat(run(mail(POST), environment, "-L", list(), "-s", "ann@example.net", "-e", ""))
                .isEqualTo(ExitStatus.OK);
        assertThat(recipients()).hasSize(3);
    }

    @Test
    void a_missing_list_option_is_wrong_usage_with_one_line() {
        assertThat(run(mail(POST))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
        assertThat(err.toString(UTF_8)).startsWith("mlmmj-receive: ").contains("-L");
    }

    @Test
    void a_missing_list_directory_is_temporary() {
        assertThat(run(mail(POST), "-L", list() + "x")).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
        assertThat(err.toString(UTF_8)).contains("birdsx").contains("does not exist");
    }

    @Test
    void a_mail_that_breaks_off_is_temporary_and_leaves_nothing() {
        assertThat(run(new BrokenStream("From: a@b\n"), "-L", list())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertNothingLeft();
    }

    @Test
    void a_file_where_incoming_belongs_is_temporary_and_leaves_nothing() throws Exception {
        Files.delete(list.path("incoming"));
        list.file("incoming", "");
        assertThat(run(mail(POST), "-L", list())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(list.names("")).noneMatch(name -> name.startsWith(".tmp-"));
    }

    @Test
    void a_missing_folder_is_made() throws Exception {
        Files.delete(list.path("incoming"));
        assertThat(run(mail(POST), "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(recipients()).hasSize(3);
    }

    @Test
    void somebody_elses_list_is_refused_for_now() throws Exception {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("only an ordinary user is a stranger anywhere")
                .isNotEqualTo(0);
        assertThat(run(mail(POST), "-L", "/")).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
    }

    @Test
    void a_relay_that_is_down_costs_nobody_the_post() {
        relay.refuseConnections();
        assertThat(run(mail(POST), "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(list.content("requeue/1/subscribers").lines())
                .containsExactlyInAnyOrder("ann@example.net", "bob@example.net", "cid@example.net");
        assertThat(list.content("archive/1")).isEqualTo(POST);
        assertThat(list.names("queue")).containsExactly("discarded");
        assertNothingLeft();
    }

    @Test
    void every_moderator_gets_the_request_and_nothing_stays_in_the_queue() {
        list.control("moderated", "").control("moderators", "mira@x.org\nmoe@x.org\nmax@x.org\n");
        assertThat(run(mail(POST), "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(recipients()).containsExactlyInAnyOrder("mira@x.org", "moe@x.org", "max@x.org");
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(list.names("moderation")).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void every_owner_gets_mail_to_the_owner() {
        list.control("owner", "keeper@x.org\nkate@x.org\n");
        assertThat(run(mail(POST.replace("birds@", "birds+owner@")), "-L", list()))
                .isEqualTo(ExitStatus.OK);
        assertThat(recipients()).containsExactlyInAnyOrder("keeper@x.org", "kate@x.org");
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    @Test
    void a_hostile_subscriber_line_never_reaches_the_wire_and_is_logged() {
        list.lines("subscribers.d", "a@b>\r\nRCPT TO:<x@y", "dora@example.net");
        assertThat(run(mail(POST), "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(recipients())
                .containsExactlyInAnyOrder("ann@example.net", "bob@example.net", "cid@example.net", "dora@example.net");
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("a@b>"));
    }

    @Test
    void a_list_without_address_keeps_the_mail_in_incoming() {
        list.control("listaddress", "");
        assertThat(run(mail(POST), "-L", list())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(out.toString(UTF_8)).isEqualTo("0\n");
        assertThat(mails()).hasSize(1);
    }

    /** It would be distributed twice: what is left here, and what the mail server sends again. */
    @Test
    void in_the_foreground_a_mail_that_the_mail_server_sends_again_is_the_same_mail() throws Exception {
        list.control("listaddress", "");
        assertThat(run(mail(POST), "-F", "-L", list())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        List<String> stored = mails();
        assertThat(stored).hasSize(1);
        run(mail(POST + "other\n"), "-P", "-L", list());

        assertThat(run(mail(POST), "-F", "-L", list())).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(mails()).containsAll(stored).hasSize(2);
        list.control("listaddress", "birds@example.org");
        assertThat(run(mail(POST), "-F", "-L", list())).isEqualTo(ExitStatus.OK);

        assertThat(mails()).hasSize(1).doesNotContainAnyElementsOf(stored);
        assertThat(recipients()).hasSize(3);
    }

    @Test
    void in_the_foreground_a_mail_that_lives_on_is_not_asked_for_again() throws Exception {
        list.control("moderated", "").control("relayhost", "relay");
        Files.delete(list.path("control/smtpport"));
        Files.createDirectory(list.path("control/smtpport"));
        assertThat(run(mail(POST), "-F", "-L", list())).isEqualTo(ExitStatus.OK);
        assertThat(list.names("moderation")).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void a_later_process_run_takes_up_what_was_left_in_incoming() {
        run(mail(POST), "-PL", list());
        Path left = list.path("incoming/" + list.names("incoming").get(0));
        PrintStream stderr = new PrintStream(err, true, UTF_8);
        Invocation invocation = new Invocation(
                "mlmmj-process",
                List.of("-L", list(), "-m", left.toString()),
                Map.of("SENDER", "ann@example.net"),
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                stderr,
                list.clock(),
                list.names(),
                list.syslog());
        assertThat(new MlmmjProcess(list.path("nowhere"), StopSignal::new).run(invocation))
                .isEqualTo(ExitStatus.OK);
        assertThat(recipients()).hasSize(3);
        assertNothingLeft();
    }
}
