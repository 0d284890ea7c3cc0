package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlmmjSendTest {
    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private RelayedList list;

    @BeforeEach
    void makeList() {
        list = RelayedList.of(folder, peer);
        list.files().subscribers("a@x.example", "b@x.example");
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }

    private ExitStatus run(String... arguments) {
        Invocation invocation = new Invocation(
                "mlmmj-send",
                List.of(arguments),
                Map.of(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                list.files().clock(),
                list.files().names(),
                list.files().syslog());
        return new MlmmjSend(new StopSignal()).run(invocation);
    }

    /** With the list and the queued post. */
    private ExitStatus send(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "-L", list.files().folder().toString(), "-m", list.queued().toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private boolean isQueued() {
        return Files.exists(list.queued());
    }

    @Nested
    class Usage {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "-L LIST | you have to give -m",
                    "-m FILE | you have to give -L",
                    "-L LIST -m FILE -l 1 -T c@d | you have to give -F",
                    "-L LIST -m FILE -l 1 -F a@b | you have to give -T",
                    "-L LIST -m FILE -l 5 -F a@b -T nobody | -T nobody: has no @",
                    "-L LIST -m FILE -l 6 | you have to give -T",
                    "-L LIST -m FILE -l 6 -T c@d -R nobody | -R nobody: has no @",
                    "-L LIST -m FILE -l 8 | there is no mode 8",
                    "-L LIST -m FILE -l 0 | there is no mode 0",
                    "-L LIST -m FILE -l x | there is no mode x",
                    "-L LIST -m FILE -l 2 | you have to give -F",
                    "-L LIST -m FILE -l 3 | you have to give -s",
                    "-L LIST -m FILE -l 4 -s people | you have to give -F",
                    "-L LIST -m FILE -l 4 -F a@b | you have to give -s",
                    "-L LIST -m FILE -l 4 -s people -F nobody | -F nobody: has no @",
                    "-L LIST -m 987654 | descriptor 987654 is no open file of the list",
                    "-L LIST -m FILE -x | invalid option",
                })
        void is_refused_with_64_and_one_line(String arguments, String message) {
            String[] words = arguments
                    .replace("LIST", list.files().folder().toString())
                    .replace("FILE", list.queued().toString())
                    .split(" ");
            assertThat(run(words)).isEqualTo(ExitStatus.USAGE);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("mlmmj-send: " + message)
                    .hasLineCount(1);
            assertThat(isQueued()).isTrue();
            assertThat(peer.connections()).isZero();
        }

        @Test
        void is_explained() {
            assertThat(run("-h")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: mlmmj-send -L LIST -m FILE");
        }

        @Test
        void tells_the_version() {
            assertThat(run("-V", "-x")).isEqualTo(ExitStatus.OK);
            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("mlmmj-send version ");
        }
    }

    @Test
    void sends_a_post() {
        assertThat(send()).isEqualTo(ExitStatus.OK);
        assertThat(peer.delivered()).containsExactly("a@x.example", "b@x.example");
        assertThat(list.files().has("archive/1")).isTrue();
        assertThat(isQueued()).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void ends_what_a_dead_process_began_instead_of_sending_twice() throws IOException {
        list.post().prepare(list.queued(), Optional.empty()).close();
        assertThat(send()).isEqualTo(ExitStatus.OK);
        assertThat(peer.accepted()).isEmpty();
        assertThat(list.files().content("index")).isEqualTo("1");
        assertThat(list.files().names("requeue/1")).containsExactly("subscribers");
        assertThat(isQueued()).isFalse();
    }

    @Test
    void is_content_when_the_relay_is_down() {
        peer.refuseConnections();
        assertThat(send()).isEqualTo(ExitStatus.OK);
        assertThat(list.lines("requeue/1/subscribers")).containsExactly("a@x.example", "b@x.example");
        assertThat(list.files().has("archive/1")).isTrue();
    }

    @Test
    void leaves_out_whom_it_is_told_to() {
        send("-o", "A@X.example");
        assertThat(peer.delivered()).containsExactly("b@x.example");
    }

    @Test
    void leaves_out_nobody_for_what_is_no_address() {
        send("-o", "nobody");
        assertThat(peer.delivered()).hasSize(2);
    }

    @Test
    void keeps_the_file_if_it_is_told_to() {
        send("-D");
        assertThat(isQueued()).isTrue();
        assertThat(list.files().has("archive/1")).isTrue();
        assertThat(list.files().names("requeue")).isEmpty();
    }

    @Test
    void numbers_and_archives_nothing_if_it_is_told_not_to() {
        peer.when("RCPT TO:<b@", PeerAnswer.reply("450 later"));
        assertThat(send("-a")).isEqualTo(ExitStatus.OK);
        assertThat(peer.accepted().get(0).sender()).isEqualTo("birds+bounces-0-a=x.example@example.org");
        assertThat(list.files().names("archive")).isEmpty();
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.files().content("index")).isEmpty();
        assertThat(isQueued()).isFalse();
        List<String> parked = list.files().names("queue").stream()
                .filter(name -> name.endsWith(".mailfrom"))
                .toList();
        assertThat(parked).hasSize(1);
        assertThat(list.files().content("queue/" + parked.get(0))).isEqualTo("birds+bounces-0-b=x.example@example.org");
    }

    @Test
    void uses_the_relay_it_is_told_to() {
        list.files().control("relayhost", "no-such-host.invalid\n");
        send("-r", "127.0.0.1");
        assertThat(peer.delivered()).hasSize(2);
    }

    @Test
    void finds_a_file_relative_to_the_list() {
        assertThat(run("-L", list.files().folder() + "/", "-m", RelayedList.QUEUED))
                .isEqualTo(ExitStatus.OK);
        assertThat(peer.delivered()).hasSize(2);
        assertThat(list.files().has("archive/1")).isTrue();
        assertThat(isQueued()).isFalse();
    }

    @Test
    void archives_what_a_link_leads_to() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), list.queued());
        assertThat(run("-L", list.files().folder().toString(), "-m", link.toString()))
                .isEqualTo(ExitStatus.OK);
        assertThat(Files.isSymbolicLink(list.files().path("archive/1"))).isFalse();
        assertThat(isQueued()).isFalse();
    }

    @Test
    void asks_to_try_again_when_the_mail_is_missing() {
        assertThat(run("-L", list.files().folder().toString(), "-m", "queue/missing"))
                .isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("queue/missing: does not exist")
                .hasLineCount(1);
    }

    @Test
    void asks_to_try_again_when_the_list_is_missing() {
        assertThat(run("-L", folder.resolve("nowhere").toString(), "-m", "x")).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("does not exist")
                .hasLineCount(1);
    }

    @Test
    void asks_to_try_again_when_the_index_cannot_be_written() throws IOException {
        Files.delete(list.files().path("index"));
        Files.createDirectory(list.files().path("index"));
        assertThat(send()).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(isQueued()).isTrue();
        assertThat(peer.connections()).isZero();
        assertThat(list.files().names(".")).noneMatch(name -> name.startsWith("."));
    }

    @Test
    void mode_2_asks_the_moderators() {
        list.files().control("moderators", "mod@x.example\n\njunk\nmad@x.example\n");
        assertThat(send("-l", "2", "-F", "birds+owner@example.org")).isEqualTo(ExitStatus.OK);
        assertThat(peer.delivered()).containsExactly("mod@x.example", "mad@x.example");
        assertThat(peer.accepted()).extracting(ReceivedMail::sender).containsOnly("birds+owner@example.org");
        assertThat(isQueued()).isFalse();
    }

    @Test
    void mode_2_leaves_the_mail_where_it_is_when_there_are_no_moderators() {
        assertThat(send("-l", "2", "-F", "birds+owner@example.org")).isEqualTo(ExitStatus.OK);
        assertThat(isQueued()).isTrue();
        assertThat(list.files().syslog().lines()).anyMatch(line -> line.contains("control/moderators is missing"));
    }

    @Test
    void mode_3_sends_again() throws IOException {
        Files.move(list.queued(), list.files().path("archive/37"));
        Files.createDirectory(list.files().path("requeue/37"));
        list.files().file("requeue/37/subscribers.resending", "a@x.example\n");
        String folderName = list.files().folder().toString();
        assertThat(run(
                        "-l",
                        "3",
                        "-L",
                        folderName,
                        "-m",
                        folderName + "/archive/37",
                        "-s",
                        folderName + "/requeue/37/subscribers.resending",
                        "-a",
                        "-D"))
                .isEqualTo(ExitStatus.OK);
        assertThat(peer.delivered()).containsExactly("a@x.example");
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.files().has("archive/37")).isTrue();
    }

    @Test
    void mode_3_never_deletes_a_post_somebody_waits_for() throws IOException {
        Files.move(list.queued(), list.files().path("archive/37"));
        list.files().file("people", "a@x.example\n");
        peer.refuseConnections();
        run("-l", "3", "-L", list.files().folder().toString(), "-m", "archive/37", "-s", "people");
        assertThat(list.files().has("archive/37")).isTrue();
        assertThat(list.lines("requeue/37/subscribers")).containsExactly("a@x.example");
    }

    @Test
    void mode_4_sends_to_the_people_in_a_file() {
        assertThat(send("-l", "4", "-F", "", "-s", "control/owner", "-a")).isEqualTo(ExitStatus.OK);
        assertThat(peer.delivered()).containsExactly("keeper@example.org");
        assertThat(peer.commands()).contains("MAIL FROM:<>");
        assertThat(list.files().has("control/owner")).isTrue();
        assertThat(isQueued()).isFalse();
    }

    @Test
    void mode_4_parks_the_mail_for_whom_it_does_not_reach() {
        peer.refuseConnections();
        assertThat(send("-l", "4", "-F", "poster@y.example", "-s", "control/owner"))
                .isEqualTo(ExitStatus.OK);
        List<String> sideFiles = list.files().names("queue").stream()
                .filter(name -> name.contains("."))
                .toList();
        assertThat(sideFiles)
                .extracting(name -> list.files().content("queue/" + name))
                .containsExactlyInAnyOrder("poster@y.example", "keeper@example.org");
    }

    @Test
    void mode_4_asks_to_try_again_when_the_people_are_missing() {
        assertThat(send("-l", "4", "-F", "", "-s", "control/nobody")).isEqualTo(ExitStatus.TEMPORARY_FAILURE);
        assertThat(isQueued()).isTrue();
        assertThat(list.files().names(".")).noneMatch(name -> name.startsWith("."));
    }

    @ParameterizedTest
    @CsvSource({"'3:1741089600:6\n', digest7", "'3:1741089600', digest1", "'', digest1", "'junk', digest1"})
    void mode_7_sends_the_digest_after_the_last_one(String lastDigest, String waitingRoom) {
        list.files().lines("digesters.d", "d@x.example").file("lastdigest", lastDigest);
        peer.when("RCPT", PeerAnswer.reply("450 later"));
        assertThat(send("-l", "7")).isEqualTo(ExitStatus.OK);
        assertThat(list.files().names("requeue")).containsExactly(waitingRoom);
        assertThat(list.lines("requeue/" + waitingRoom + "/subscribers")).containsExactly("d@x.example");
    }

    @Test
    void mode_7_works_before_the_first_digest_was_noted() {
        list.files().lines("digesters.d", "d@x.example");
        assertThat(send("-l", "7")).isEqualTo(ExitStatus.OK);
        assertThat(peer.delivered()).containsExactly("d@x.example");
    }

    /** What the side files of the only mail in the queue say, sorted by their names. */
    private List<String> sideFiles() {
        return list.files().names("queue").stream()
                .filter(name -> name.contains("."))
                .map(name ->
                        name.substring(name.indexOf('.')) + " " + list.files().content("queue/" + name))
                .toList();
    }

    @Test
    void mode_1_sends_to_one_recipient() {
        assertThat(send("-l", "1", "-F", "birds+owner@example.org", "-T", "c@x.example", "-a"))
                .isEqualTo(ExitStatus.OK);
        assertThat(peer.delivered()).containsExactly("c@x.example");
        assertThat(peer.accepted().get(0).sender()).isEqualTo("birds+owner@example.org");
        assertThat(peer.accepted().get(0).text()).isEqualTo(RelayedList.POST_ON_WIRE);
        assertThat(list.files().names("queue")).containsExactly("discarded");
        assertThat(list.files().content("index")).isEmpty();
    }

    @Test
    void mode_1_puts_the_address_for_answers_in_front() {
        send("-l", "1", "-F", "", "-T", "c@x.example", "-R", "birds+help@example.org");
        assertThat(peer.accepted().get(0).text())
                .isEqualTo("Reply-To: birds+help@example.org\r\n" + RelayedList.POST_ON_WIRE);
    }

    @Test
    void mode_1_leaves_a_mail_that_is_not_accepted_in_the_queue() {
        peer.refuseConnections();
        assertThat(send("-l", "1", "-F", "birds+owner@example.org", "-T", "c@x.example", "-R", "r@x.example"))
                .isEqualTo(ExitStatus.OK);
        assertThat(isQueued()).isTrue();
        assertThat(sideFiles())
                .containsExactly(".mailfrom birds+owner@example.org", ".reciptto c@x.example", ".reply-to r@x.example");
    }

    @Test
    void mode_1_keeps_the_file_if_it_is_told_to() {
        send("-l", "1", "-F", "", "-T", "c@x.example", "-D");
        assertThat(peer.delivered()).containsExactly("c@x.example");
        assertThat(list.files().names("queue")).containsExactly("0123456789abcdef", "discarded");
    }

    @Test
    void mode_1_takes_a_file_from_anywhere() throws IOException {
        Path file = Files.writeString(folder.resolve("mail"), RelayedList.POST);
        run("-L", list.files().folder().toString(), "-m", file.toString(), "-l1", "-F", "", "-T", "c@x.example");
        assertThat(peer.accepted().get(0).text()).isEqualTo(RelayedList.POST_ON_WIRE);
        assertThat(file).doesNotExist();
    }

    @Test
    void mode_5_sends_a_probe() throws IOException {
        list.files().file("bounce/c=x.example-probe", "");
        send("-l", "5", "-F", "birds+bounces-probe-c=x.example@example.org", "-T", "c@x.example");
        assertThat(peer.delivered()).containsExactly("c@x.example");
        assertThat(list.files().names("bounce")).containsExactly("c=x.example-probe");
        assertThat(isQueued()).isFalse();
    }

    @Test
    void mode_5_forgets_a_probe_that_is_not_accepted() {
        peer.when("RCPT", PeerAnswer.reply("450 later"));
        list.files().file("bounce/c=x.example-probe", "");
        assertThat(send("-l", "5", "-F", "", "-T", "c@x.example")).isEqualTo(ExitStatus.OK);
        assertThat(list.files().names("bounce")).isEmpty();
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void mode_6_sends_an_archived_post_and_keeps_it() throws IOException {
        Files.move(list.queued(), list.files().path("archive/37"));
        assertThat(run("-L", list.files().folder().toString(), "-m", "archive/37", "-l", "6", "-T", "c@x.example"))
                .isEqualTo(ExitStatus.OK);
        assertThat(peer.accepted().get(0).sender()).isEqualTo("birds+bounces-37-c=x.example@example.org");
        assertThat(list.files().content("archive/37")).isEqualTo(RelayedList.POST);
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void mode_6_parks_an_archived_post_that_is_not_accepted_in_the_queue() throws IOException {
        Files.move(list.queued(), list.files().path("archive/37"));
        peer.refuseConnections();
        run("-L", list.files().folder().toString(), "-m", "archive/37", "-l", "6", "-T", "c@x.example", "-a", "-D");
        assertThat(list.files().names("archive")).containsExactly("37");
        assertThat(sideFiles())
                .containsExactly(".mailfrom birds+bounces-37-c=x.example@example.org", ".reciptto c@x.example");
    }

    @Test
    void shows_how_it_gets_on_to_somebody_who_watches() {
        AtomicLong now = new AtomicLong();
        ProgressLine line = new ProgressLine(new PrintStream(err, true, StandardCharsets.UTF_8), now::get);
        line.reached(1000, 10, 0);
        assertThat(err.size()).isZero();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        line.reached(1000, 498, 2);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(199));
        line.reached(1000, 600, 2);
        line.ended();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r498/1000 sent, 250/s, 2 failed\u001b[K\r600/1000 sent, 274/s, 2 failed\u001b[K"
                        + System.lineSeparator());
    }

    @Test
    void writes_no_line_for_a_job_that_is_done_at_once() {
        ProgressLine line = new ProgressLine(new PrintStream(err, true, StandardCharsets.UTF_8), () -> 0);
        line.reached(1, 1, 0);
        line.ended();
        assertThat(err.size()).isZero();
    }
}
