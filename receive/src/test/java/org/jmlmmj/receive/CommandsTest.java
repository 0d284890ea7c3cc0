package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jmlmmj.core.test.PeerAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command as a mail to the whole program: what goes out, and the files before and after (spec 02 §6). */
class CommandsTest extends OnCommandList {
    private static final String ANN = "ann@example.net";
    private static final String FROM_HELP = " from birds+bounces-help@example.org to ";

    private List<String> write(String extension) {
        return fixture.write(ANN, extension);
    }

    private String log() {
        return list.has("mlmmj.operation.log") ? list.content("mlmmj.operation.log") : "";
    }

    private void assertIgnored(String extension, String why) {
        assertThat(write(extension)).isEmpty();
        assertThat(list.syslog().lines()).anyMatch(line -> line.startsWith("WARNING: ") && line.contains(why));
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(list.names("queue/discarded")).isEmpty();
    }

    // subscribe, confsub

    @Test
    void joins_by_request_and_confirmation() {
        assertThat(write("subscribe")).hasSize(1);
        String cookie = list.names("subconf").get(0);
        assertThat(fixture.lastMail())
                .contains("Reply-To: birds+confsub-" + cookie + "@example.org")
                .contains("Auto-Submitted: auto-replied")
                .contains("about ann@example.net");

        assertThat(fixture.write("other@example.com", "confsub-" + cookie))
                .containsExactly("finish-sub-confirm-normal" + FROM_HELP + ANN);
        assertThat(list.content("subscribers.d/a")).isEqualTo(ANN + "\n");
        assertThat(list.names("subconf")).isEmpty();
        assertThat(log())
                .contains("mlmmj-sub: request for regular subscription from " + ANN)
                .contains("mlmmj-sub: other@example.com confirmed subscription to regular list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBSCRIBE-DIGEST", "Subscribe-Digest"})
    void commands_are_read_in_any_case(String extension) {
        assertThat(write(extension)).singleElement().asString().startsWith("confirm-sub-request-digest");
        String cookie = list.names("subconf").get(0);
        assertThat(write("ConfSub-DIGEST-" + cookie.toUpperCase(java.util.Locale.ROOT)))
                .singleElement()
                .asString()
                .startsWith("finish-sub-confirm-digest");
    }

    @ParameterizedTest
    @CsvSource({
        "nodigestsub, subscribe-digest, digest",
        "nodigestsub, subscribe-both, both",
        "nonomailsub, subscribe-nomail, nomail",
        "nomailsub, subscribe-nomail, nomail",
    })
    void version_that_the_list_does_not_offer_is_refused_with_an_answer(
            String control, String command, String version) {
        list.control(control, "");
        assertThat(write(command)).containsExactly("deny-sub-disabled-" + version + FROM_HELP + ANN);
        assertThat(list.names("subconf")).isEmpty();
        assertThat(log()).isEmpty();
        assertThat(write("subscribe")).singleElement().asString().startsWith("confirm-sub-request-normal");
    }

    @Test
    void misspelt_control_file_is_hinted_at() {
        list.control("nomailsub", "");
        write("subscribe-nomail");
        assertThat(list.syslog().lines()).anyMatch(line -> line.contains("counts as nonomailsub"));
    }

    @Test
    void subscriber_is_told_that_he_is_one() {
        list.subscribers(ANN);
        assertThat(write("subscribe")).containsExactly("deny-sub-subbed-normal" + FROM_HELP + ANN);
    }

    @Test
    void repeated_request_is_not_answered_for_a_while() {
        write("subscribe");
        assertThat(write("subscribe-both")).isEmpty();
        fixture.pass(Duration.ofHours(1));
        assertThat(write("subscribe")).hasSize(1);
        assertThat(list.names("subconf")).hasSize(1);
    }

    @Test
    void unknown_cookie_changes_nothing() {
        list.file("subconf/" + COOKIE, ANN);
        assertIgnored("confsub-0123456789abcdee", "no request waits under its cookie");
        assertThat(list.names("subconf")).hasSize(1);
    }

    @Test
    void request_for_an_address_of_the_list_is_deleted_and_not_obeyed() {
        list.file("subconf/" + COOKIE, "birds+x@example.org");
        assertIgnored("confsub-" + COOKIE, "may not be subscribed");
        assertThat(list.names("subconf")).isEmpty();
        assertThat(log()).isEmpty();
    }

    @Test
    void cookie_that_still_works_is_not_logged() {
        list.control("closedlist", "").file("unsubconf/" + COOKIE, ANN);
        assertIgnored("confunsub-" + COOKIE, "the list is closed");
        write("confunsub-" + COOKIE + ".");
        assertThat(list.syslog().lines()).noneMatch(line -> line.contains(COOKIE));
    }

    @Test
    void request_waits_until_the_relay_is_back() {
        fixture.relay().when("MAIL", PeerAnswer.reply("421 4.3.2 not now"));
        assertThat(write("subscribe")).isEmpty();
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("queue"))
                .anyMatch(name -> name.endsWith(".mailfrom"))
                .anyMatch(name -> name.endsWith(".reciptto"));
    }

    @Test
    void owner_is_told_about_changes() {
        list.control("notifysub", "").control("nosubconfirm", "");
        assertThat(write("subscribe-digest"))
                .containsExactlyInAnyOrder(
                        "finish-sub-request-digest" + FROM_HELP + ANN,
                        "notify-sub-request-digest" + FROM_HELP + "birds+owner@example.org");
        assertThat(write("unsubscribe"))
                .containsExactlyInAnyOrder(
                        "finish-unsub-request-all" + FROM_HELP + ANN,
                        "notify-unsub-request-all" + FROM_HELP + "birds+owner@example.org");
    }

    // unsubscribe, confunsub

    @Test
    void leaves_by_request_and_confirmation() {
        list.subscribers(ANN, "bob@example.net").lines("nomailsubs.d", "Ann@Example.NET");
        assertThat(write("unsubscribe-digest")).hasSize(1);
        String cookie = list.names("unsubconf").get(0);
        assertThat(fixture.lastMail()).contains("Reply-To: birds+confunsub-" + cookie + "@example.org");

        assertThat(write("confunsub-" + cookie)).containsExactly("finish-unsub-confirm-all" + FROM_HELP + ANN);
        assertThat(list.names("subscribers.d")).containsExactly("b");
        assertThat(list.names("nomailsubs.d")).isEmpty();
        assertThat(list.names("unsubconf")).isEmpty();
        assertThat(log())
                .contains("mlmmj-unsub: " + ANN + " requests unsubscribe")
                .contains("mlmmj-unsub: " + ANN + " confirmed unsubscribe from regular list");
    }

    @Test
    void stranger_who_leaves_is_told_that_he_is_none() {
        assertThat(write("unsubscribe")).containsExactly("deny-unsub-unsubbed-all" + FROM_HELP + ANN);
    }

    // permit, obstruct

    @ParameterizedTest
    @ValueSource(strings = {"permit-", "Permit-", "moderate-subscribe", "release-subscribe"})
    void gatekeeper_permits(String word) {
        list.control("submod", "gil@example.org\n").control("nosubconfirm", "");
        assertThat(write("subscribe-digest"))
                .containsExactlyInAnyOrder(
                        "gatekeep-sub-request-digest from birds+owner@example.org to gil@example.org",
                        "wait-sub-request-digest" + FROM_HELP + ANN);
        String cookie = list.names("moderation").get(0).substring("subscribe".length());

        assertThat(fixture.write("gil@example.org", word + cookie))
                .containsExactly("finish-sub-permit-digest" + FROM_HELP + ANN);
        assertThat(list.content("digesters.d/a")).isEqualTo(ANN + "\n");
        assertThat(list.names("moderation")).isEmpty();
        assertThat(log()).contains("gil@example.org permitted " + cookie);
    }

    @Test
    void gatekeeper_obstructs_without_a_word_to_the_requester() {
        list.file("moderation/subscribe" + COOKIE, ANN + "\nSUB_NORMAL\n");
        assertThat(fixture.write("gil@example.org", "obstruct-" + COOKIE)).isEmpty();
        assertThat(list.names("moderation")).isEmpty();
        assertThat(log()).contains("gil@example.org obstructed " + COOKIE);
        assertIgnored("obstruct-" + COOKIE, "no request waits");
        assertIgnored("permit-" + COOKIE, "no request waits");
    }

    @Test
    void requester_is_not_told_to_wait_if_the_list_wants_it_so() {
        list.control("submod", "").control("nosubconfirm", "").control("nosubmodmails", "");
        assertThat(write("subscribe"))
                .containsExactly("gatekeep-sub-request-normal from birds+owner@example.org to keeper@example.org");
    }

    // help, faq, unknown commands

    @Test
    void helps_whoever_asks() {
        assertThat(write("help")).containsExactly("help" + FROM_HELP + ANN);
        assertThat(write("FAQ")).containsExactly("faq" + FROM_HELP + ANN);
        assertThat(log()).contains(ANN + " requested help").contains(ANN + " requested faq");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"listx", "help-me", "unsubscribe-both", "subscribe-", "get-x", "release-0123456789abcdef.omit"})
    void unknown_command_is_logged_and_answered_with_help(String extension) {
        assertThat(write(extension)).containsExactly("help" + FROM_HELP + ANN);
        assertThat(list.syslog().lines())
                .anyMatch(line -> line.contains("knows no command " + Secrets.hide(extension)));
    }

    @Test
    void address_is_answered_only_so_often() {
        list.control("maxanswers", "3\n");
        int answers = 0;
        for (int i = 0; i < 10; i++) {
            answers += write("nonsense").size()
                    + write("help").size()
                    + write("unsubscribe").size();
        }
        assertThat(answers).isEqualTo(3);
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    // get

    private void archive() {
        list.file("archive/7", "From: bob@example.net\nSubject: seven\n\n.\n..\nbody\n");
    }

    @Test
    void sends_an_old_post_unchanged() {
        archive();
        assertThat(write("get-007"))
                .containsExactly("seven from birds+bounces-7-ann=example.net@example.org to " + ANN);
        assertThat(fixture.lastMail()).isEqualTo("From: bob@example.net\r\nSubject: seven\r\n\r\n.\r\n..\r\nbody\r\n");
        assertThat(list.content("archive/7")).endsWith("body\n");
        assertThat(list.names("queue")).containsExactly("discarded");
        assertThat(log()).contains(ANN + " got archive/7");
    }

    @Test
    void old_post_waits_in_the_queue_if_the_relay_is_down() throws IOException {
        archive();
        Path post = list.path("archive/7");
        Files.setLastModifiedTime(post, java.nio.file.attribute.FileTime.fromMillis(0));
        fixture.relay().refuseConnections();
        assertThat(write("get-7")).isEmpty();

        String name = list.names("queue").get(0);
        assertThat(list.content("queue/" + name + ".reciptto")).isEqualTo(ANN);
        assertThat(list.content("queue/" + name)).isEqualTo(list.content("archive/7"));
        // Maintenance gives up what is as old as an archived post.
        assertThat(Files.getLastModifiedTime(list.path("queue/" + name)).toMillis())
                .isPositive();
    }

    @Test
    void old_posts_are_for_whom_the_list_wants() {
        archive();
        list.control("subonlyget", "");
        assertIgnored("get-7", "only subscribers get old posts");
        list.lines("nomailsubs.d", ANN);
        assertThat(write("get-7")).hasSize(1);
        list.control("noget", "");
        assertIgnored("get-7", "this list sends no old posts");
    }

    @Test
    void post_that_is_no_file_is_none() throws IOException {
        Files.createDirectory(list.path("archive/8"));
        Files.createSymbolicLink(list.path("archive/9"), list.path("control/owner"));
        assertIgnored("get-6", "no post 6");
        assertIgnored("get-8", "no post 8");
        assertIgnored("get-9", "no post 9");
    }

    @Test
    void old_posts_count_as_answers() {
        archive();
        list.control("maxanswers", "2\n");
        assertThat(write("get-7")).hasSize(1);
        assertThat(write("get-7")).hasSize(1);
        assertThat(write("get-7")).isEmpty();
    }

    // list

    @Test
    void owner_gets_the_list_of_subscribers() {
        list.control("owner", "other@example.org\nKeeper@example.org\n")
                .subscribers(ANN)
                .lines("digesters.d", "dan@example.net")
                .lines("nomailsubs.d", "nan@example.net");
        assertThat(fixture.write("keeper@example.org", "list"))
                .containsExactly("list---all" + FROM_HELP + "Keeper@example.org");
        assertThat(fixture.lastMail()).contains(ANN, "dan@example.net", "nan@example.net");
        assertThat(log()).contains("keeper@example.org requested sub list");
    }

    @Test
    void nobody_else_gets_the_list_of_subscribers() throws IOException {
        list.subscribers(ANN);
        assertIgnored("list", "does not own this list");
        list.control("owner", ANN + "\n").control("nolistsubsemail", "");
        assertIgnored("list", "does not tell its subscribers");
        Files.delete(list.path("control/nolistsubsemail"));
        Files.delete(list.path("control/owner"));
        assertIgnored("list", "does not own this list");
    }

    // bounces of requests

    @ParameterizedTest
    @CsvSource({
        "subconf, bounces-confsub-0123456789abcdef, 0123456789abcdef",
        "subconf, Bounces-ConfSub-0123456789ABCDEF, 0123456789abcdef",
        "unsubconf, bounces-confunsub-0123456789abcdef-Ann=Example.net, 0123456789abcdef-ann=example.net",
    })
    void request_that_comes_back_is_void(String where, String extension, String name) {
        list.control("closedlist", "").file(where + "/" + name, ANN);
        assertThat(fixture.pipe("", "To: birds+" + extension + "@example.org\nSubject: Undelivered\n\nx\n"))
                .isEmpty();
        assertThat(list.names(where)).isEmpty();
        assertThat(list.names("queue/discarded")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bounces-confsub-0123456789abcdee",
                "bounces-confsub-../control/owner",
                "bounces-confsub-",
                "bounces-confunsub-0123456789abcdef",
                "bounces-confsub",
                "bounces",
                "bouncesx"
            })
    void other_bounces_leave_the_request_alone(String extension) {
        list.file("subconf/" + COOKIE, ANN);
        fixture.pipe("", "From: MAILER-DAEMON@x\nTo: birds+" + extension + "@example.org\n\nx\n");
        assertThat(list.names("subconf")).containsExactly(COOKIE);
        assertThat(list.has("control/owner")).isTrue();
        assertThat(fixture.relay().accepted()).isEmpty();
    }

    @Test
    void vacation_answer_to_a_request_does_not_make_it_void() {
        list.file("subconf/" + COOKIE, ANN);
        fixture.pipe(
                ANN,
                "From: " + ANN + "\nTo: birds+bounces-confsub-" + COOKIE
                        + "@example.org\nAuto-Submitted: auto-replied\n\nI am away.\n");
        assertThat(list.names("subconf")).containsExactly(COOKIE);
    }

    // mails that programs write

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "Precedence: bulk",
                "List-Id: <x.example.org>",
                "X: null sender"
            })
    void programs_are_not_answered(String header) {
        archive();
        list.control("owner", ANN + "\n");
        String sender = header.endsWith("null sender") ? "" : ANN;
        for (String command :
                List.of("subscribe", "unsubscribe", "help", "faq", "list", "get-7", "nonsense", "subscribe-digest")) {
            assertThat(fixture.pipe(
                            sender, "From: " + ANN + "\nTo: birds+" + command + "@example.org\n" + header + "\n\nx\n"))
                    .as(command)
                    .isEmpty();
        }
        assertThat(list.names("subconf")).isEmpty();
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    @Test
    void program_that_unsubscribes_is_obeyed_in_silence_where_no_confirmation_is_needed() {
        list.control("nosubconfirm", "").subscribers(ANN);
        String mail = "From: " + ANN + "\nTo: birds+unsubscribe@example.org\nAuto-Submitted: auto-generated\n\nx\n";
        assertThat(fixture.pipe(ANN, mail)).isEmpty();
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"confsub-", "permit-", "obstruct-", "release-", "reject-"})
    void vacation_answer_to_a_secret_address_decides_nothing(String word) {
        list.file("subconf/" + COOKIE, ANN)
                .file("moderation/" + COOKIE, "From: x@y\n\npost\n")
                .file("moderation/subscribe" + COOKIE, ANN + "\nSUB_NORMAL\n");
        fixture.pipe(
                ANN,
                "From: " + ANN + "\nTo: birds+" + word + COOKIE
                        + "@example.org\nAuto-Submitted: auto-replied (vacation)\n\nI am away.\n");
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("moderation")).hasSize(2);
        assertThat(fixture.relay().accepted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "unsubscribe", "help", "get-7", "list", "nonsense"})
    void mail_that_claims_to_come_from_the_list_is_not_answered(String command) {
        archive();
        list.control("owner", "birds@example.org\n");
        assertThat(fixture.write("Birds@example.org", command)).isEmpty();
        assertThat(fixture.write("birds+owner@example.org", command)).isEmpty();
        assertThat(list.names("subconf")).isEmpty();
    }
}
