package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.ReceivedMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The weaknesses of the original (spec 02 §9), each tried on the whole program as somebody would who wants to use it. */
@Timeout(60)
class AttacksTest {
    private static final String SECRET = "the-secret-of-the-list";

    /** A command with one path (RFC 5321 §4.1.2): in quotes a local part may hold nearly everything, and stays one. */
    private static final Pattern COMMAND = Pattern.compile(
            "(MAIL FROM|RCPT TO):"
                    + "<((\"([ !#-\\[\\]-~]|\\\\[ -~])*\"|[^\\s<>\"(),:;@\\\\\\[\\]\\x00-\\x20\\x7f]+)@[A-Za-z0-9.-]+)?>( [A-Z0-9]+(=[!-~]+)?)*");

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private PipedList piped;
    private ListFixture list;

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder)
                .subscribers("ann@example.net")
                .control("moderators", "mira@example.org\n")
                .control("secret", SECRET + "\n")
                .file("text/secret", SECRET + "\n");
        piped = PipedList.of(list);
    }

    @AfterEach
    void stopRelay() {
        piped.close();
    }

    private static String from(String author, String subject) {
        return "Return-Path: <sam@example.com>\nFrom: " + author + "\nTo: birds@example.org\nSubject: " + subject
                + "\n\nhello\n";
    }

    private static String stranger(String subject) {
        return from("sam@example.com", subject);
    }

    /** Pipes the mail in, and returns what left. */
    private List<ReceivedMail> receive(String mail) {
        assertThat(piped.receive(mail.getBytes(UTF_8))).isEqualTo(ExitStatus.OK);
        return piped.sent();
    }

    private String theOnlyAnswer(String mail) {
        List<ReceivedMail> sent = receive(mail);
        assertThat(sent).hasSize(1);
        return sent.get(0).text();
    }

    private static String headers(String mail) {
        return mail.substring(0, mail.indexOf("\r\n\r\n") + 2);
    }

    private static long lines(String mail, String start) {
        return mail.lines().filter(line -> line.startsWith(start)).count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$control secret$",
                "%text secret%",
                "%control secret%",
                "=?utf-8?Q?=24control_secret=24?=",
                "=?utf-8?B?JWNvbnRyb2wgc2VjcmV0JQ==?=",
                "x%wrap%$control secret$",
                "$$control secret$$",
            })
    void a_subject_that_names_a_control_file_or_a_text_does_not_fetch_it(String subject) {
        list.control("subonlypost", "").file("text/deny-post", "Subject: denied: $subject$\n\n$subject$\n%subject%\n");
        assertThat(theOnlyAnswer(stranger(subject))).doesNotContain(SECRET);
        list.control("modnonsubposts", "").file("text/moderate-post", "Subject: $subject$\n\n$subject$\n");
        assertThat(theOnlyAnswer(stranger(subject))).doesNotContain(SECRET);
    }

    @Test
    void a_body_full_of_directives_comes_back_as_it_is() {
        list.control("subonlypost", "").file("text/deny-post", "Subject: denied\n\n%originalmail%\n");
        String body = "$control secret$ %text secret% $subject$\n%control secret%\n%comment%\n";
        assertThat(theOnlyAnswer(stranger("hi").replace("hello\n", body)))
                .doesNotContain(SECRET)
                .contains(body.replace("\n", "\r\n"));
    }

    @Test
    void a_subject_that_contains_itself_ends() {
        list.control("subonlypost", "").file("text/deny-post", "Subject: about $subject$\n\n$subject$\n");
        assertThat(theOnlyAnswer(stranger("$subject$ and %subject%"))).contains("\r\n$subject$ and %subject%\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?utf-8?Q?hi=0ABcc:_victim@example.com=0A=0Abody?=",
                "=?utf-8?Q?hi=0D=0ABcc:_victim@example.com?=",
                "=?utf-8?Q?hi=0DBcc:_victim@example.com?=",
                "=?utf-8?Q?hi=C2=85Bcc:_victim@example.com?=",
                "=?utf-8?Q?hi=E2=80=A8Bcc:_victim@example.com?=",
                "=?utf-8?Q?hi=E2=80=A9Bcc:_victim@example.com?=",
                "=?utf-8?Q?hi=00=0BBcc:_victim@example.com?=",
                "hi\u2028Bcc: victim@example.com",
                "hi\rBcc: victim@example.com",
            })
    void a_line_end_in_a_subject_starts_no_header(String subject) {
        list.control("subonlypost", "").file("text/deny-post", "Subject: $subject$\nX-About: $subject$\n\n$subject$\n");
        String answer = headers(theOnlyAnswer(stranger(subject)));
        // However a program downstream splits lines, none of them is a header of the attacker.
        assertThat(answer.split("[\\r\\n\\u000b\\u000c\\u0000\\u0085\\u2028\\u2029]+"))
                .noneMatch(line -> line.startsWith("Bcc"));
        assertThat(lines(answer, "Subject:")).isOne();
        assertThat(lines(answer, "X-About:")).isOne();
        assertThat(lines(answer, "To:")).isOne();
        assertThat(answer.replace("\r\n", "\n")).doesNotContain("\r");
        assertThat(new String(answer.getBytes(ISO_8859_1), UTF_8)).doesNotContain("\u2028", "\u2029", "\u0085");
    }

    @Test
    void a_line_end_in_a_log_line_forges_no_other() {
        list.control("access", "deny ^Subject:\n");
        receive(stranger("hi\rTue Mar  4 12:00:00 2025 mira@example.org released 0123456789abcdef"));
        String log = list.content("mlmmj.operation.log");
        assertThat(log.lines()).hasSize(1);
        assertThat(log.chars().filter(c -> c < ' ')).containsExactly((int) '\n');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"=?utf-8?Q?Sam=0D=0ABcc=3A_victim=40example=2Ecom?=\" <sam@example.com>",
                "=?utf-8?Q?Sam=0D=0ABcc=3A_victim=40example=2Ecom?= <sam@example.com>",
                "\"Sam\r\n Bcc: victim@example.com\" <sam@example.com>",
                "\"Sam\rBcc: victim@example.com\" <sam@example.com>",
            })
    void a_line_end_in_a_display_name_starts_no_header(String author) {
        list.control("subonlypost", "").control("replyto", "");
        String answer = headers(theOnlyAnswer(from(author, "hi")));
        assertThat(answer).contains("\r\nTo: sam@example.com\r\n").doesNotContain("victim");
        delete("control/subonlypost");
        String post = headers(theOnlyAnswer(from(author, "hi")));
        assertThat(lines(post, "Bcc")).isZero();
        assertThat(lines(post, "Reply-To:")).isOne();
    }

    private void delete(String name) {
        try {
            Files.delete(list.path(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sam> RCPT TO:<victim\"@example.com",
                "<\"sam> SIZE=1 \"@example.com>",
                "\"sam smith\"@example.com",
                "<sam@example.com> <victim@example.com>",
                "<sam@exam ple.com>",
                "<sam\u00a0@example.com>",
                "<sam@example.com\u2028>",
                "<@victim.example,@example.net:sam@example.com>",
            })
    void an_address_that_would_break_a_command_is_never_written_into_one(String author) {
        list.control("subonlypost", "");
        receive(from(author, "hi"));
        receive(from("sam@example.com", "hi")
                .replace("Return-Path: <sam@example.com>", "Return-Path: <" + author + ">"));
        assertThat(piped.relay().commands().stream()
                        .filter(command -> command.startsWith("RCPT") || command.startsWith("MAIL")))
                .allMatch(command -> COMMAND.matcher(command).matches());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated; owner-email=\"x@example.com\"",
                "auto-submitted:\n auto-notified",
                "Precedence: bulk",
                "Precedence: JUNK",
                "Precedence: list",
                "List-Id: <other.example.com>",
            })
    void an_automatic_mail_gets_no_answer(String header) {
        list.control("subonlypost", "").control("notifymod", "");
        assertThat(receive(stranger("hi").replace("\n\n", "\n" + header + "\n\n")))
                .isEmpty();
    }

    @Test
    void a_mail_without_envelope_sender_gets_no_answer() {
        list.control("subonlypost", "");
        assertThat(receive(stranger("hi").replace("<sam@example.com>\nFrom", "<>\nFrom")))
                .isEmpty();
        assertThat(receive(stranger("hi").replace("Return-Path: <sam@example.com>\n", "")))
                .isEmpty();
    }

    @Test
    void a_victim_in_from_is_not_bombed_with_answers() {
        list.control("subonlypost", "").control("maxanswers", "3\n");
        int answers = 0;
        for (int i = 0; i < 20; i++) {
            answers += receive(from("victim@example.com", "mail " + i)).size();
        }
        assertThat(answers).isEqualTo(3);
    }

    @Test
    void two_lists_that_subscribe_each_other_end_their_conversation() {
        list.control("tocc", "").control("listheaders", "");
        String post = theOnlyAnswer(stranger("hi"));
        assertThat(receive("Return-Path: <ducks+bounces-1@example.com>\n" + post.replace("\r\n", "\n")))
                .isEmpty();
        assertThat(list.names("queue/discarded")).hasSize(1);
    }

    @Test
    void a_mail_that_goes_round_without_our_marks_ends_too() {
        list.control("tocc", "");
        assertThat(receive("Received: by mx.example.net\n".repeat(60) + stranger("hi")))
                .isEmpty();
        assertThat(list.names("queue/discarded")).hasSize(1);
    }

    @Test
    void a_header_that_names_a_subscriber_lets_nobody_post() {
        list.control("subonlypost", "").file("text/deny-post", "Subject: denied\n\n$posteraddr$\n");
        String mail = stranger("hi").replace("\n\n", "\nX-Original-From: ann@example.net\nSender: ann@example.net\n\n");
        assertThat(theOnlyAnswer(mail)).contains("To: sam@example.com\r\n").contains("\r\nsam@example.com\r\n");
        assertThat(list.names("archive")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe-nomail", "subscribe-digest", "SUBSCRIBE-NOMAIL"})
    void a_forged_command_does_not_change_how_somebody_is_subscribed(String command) {
        receive(from("ann@example.net", "").replace("To: birds@", "To: birds+" + command + "@"));
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");
        assertThat(list.names("nomailsubs.d")).isEmpty();
        assertThat(list.names("digesters.d")).isEmpty();
    }

    @Test
    void forged_bounces_and_probes_leave_no_trace() {
        receive(from("ann@example.net", "a post"));
        for (String forged :
                List.of("bounces-1-ann=example.net", "bounces-99-ann=example.net", "bounces-probe-ann=example.net")) {
            receive(stranger("Undelivered").replace("To: birds@", "To: birds+" + forged + "@"));
        }
        assertThat(list.names("bounce")).isEmpty();
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release-../control/owner",
                "release-..%2fcontrol%2fowner",
                "release-COOKIE.omit",
                "release-COOKIE.sending",
                "release-",
                "release-COOKI",
                "reject-../moderation/COOKIE",
                "reject-COOKIE.omit",
                "permit-COOKIE",
                "obstruct-COOKIE",
                "moderate-subscribeCOOKIE",
                "confsub-COOKIE",
            })
    void a_cookie_of_another_form_or_for_something_else_does_nothing(String guess) {
        list.control("moderated", "").control("notmetoo", "");
        receive(stranger("hi"));
        List<String> waiting = list.names("moderation");
        assertThat(waiting).hasSize(2);
        receive(stranger("").replace("To: birds@", "To: birds+" + guess.replace("COOKIE", waiting.get(0)) + "@"));
        assertThat(list.names("moderation")).isEqualTo(waiting);
        assertThat(list.names("archive")).isEmpty();
        assertThat(list.content("control/owner")).isEqualTo("keeper@example.org\n");
    }

    @Test
    void cookies_are_logged_where_only_the_list_reads_them() throws IOException {
        list.control("moderated", "");
        receive(stranger("hi"));
        String cookie = list.names("moderation").get(0);
        receive(stranger("").replace("To: birds@", "To: birds+reject-" + cookie + "@"));
        assertThat(list.content("mlmmj.operation.log")).contains(cookie);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list.path("mlmmj.operation.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void octets_of_every_kind_in_a_subject_reach_the_poster_as_text() {
        list.control("subonlypost", "").file("text/deny-post", "Subject: $subject$\n\n$subject$\n");
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 256; c++) {
            all.append((char) c);
        }
        String word = "=?iso-8859-1?B?"
                + Base64.getEncoder().encodeToString(all.toString().getBytes(ISO_8859_1)) + "?=";
        String answer = theOnlyAnswer(stranger(word));
        assertThat(headers(answer).chars()).allMatch(c -> c == '\r' || c == '\n' || (c >= ' ' && c < 127));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body.lines()).hasSize(1);
        assertThat(new String(body.getBytes(ISO_8859_1), UTF_8)).contains("!\"#$%&'()*+,-./0123456789:;<=>?@ABC");
    }
}
