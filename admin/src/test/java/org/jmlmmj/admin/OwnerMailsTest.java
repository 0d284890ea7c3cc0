package org.jmlmmj.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.Terminal;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mails that mlmmj-sub and mlmmj-unsub cause (spec 07 §4, §5). Each text names itself and the address, so the
 * mails show why they were sent.
 */
class OwnerMailsTest {
    private static final String JOE = "joe@example.net";
    private static final String COOKIE = "0000000000000001";

    @TempDir
    private static Path library;

    @TempDir
    private Path spool;

    private final ScriptedSmtpPeer relay = ScriptedSmtpPeer.start();
    private ListFixture list;

    @BeforeAll
    static void writeTexts() throws IOException {
        Files.createDirectory(library.resolve("en"));
        for (String purpose : List.of("confirm", "finish", "notify", "gatekeep", "wait")) {
            for (String reason : List.of("request", "confirm", "permit", "admin", "switch", "bouncing")) {
                text(purpose + "-sub-" + reason);
                text(purpose + "-unsub-" + reason);
            }
        }
        text("deny-sub-subbed");
        text("deny-unsub-unsubbed");
    }

    private static void text(String name) throws IOException {
        for (String type : List.of("normal", "digest", "nomail", "both", "all")) {
            String full = name + "-" + type;
            Files.writeString(library.resolve("en").resolve(full), "Subject: " + full + "\n\n$subaddr$\n");
        }
    }

    @BeforeEach
    void makeList() {
        list = Programs.listBefore(relay, spool);
    }

    @AfterEach
    void endRelay() {
        relay.close();
    }

    private static MlmmjSub sub() {
        return new MlmmjSub(library, StopSignal::new, Terminal.none());
    }

    private static MlmmjUnsub unsub() {
        return new MlmmjUnsub(library, StopSignal::new, Terminal.none());
    }

    private Run run(Program program, String arguments) {
        List<String> all = new ArrayList<>(List.of("-L", list.folder().toString()));
        all.addAll(List.of(arguments.split(" ")));
        return Run.of(program, Run.Surroundings.plain().with(list.names()), all.toArray(String[]::new));
    }

    private void assertSilentSuccess(Run run) {
        assertThat(run).isEqualTo(new Run(ExitStatus.OK, "", ""));
        assertThat(list.names("queue")).containsExactly("discarded");
    }

    /** What the relay got: text and recipient of each mail. */
    private List<String> mails() {
        return relay.accepted().stream()
                .map(mail -> subject(mail) + " to " + mail.recipient())
                .toList();
    }

    private static String subject(ReceivedMail mail) {
        return header(mail, "Subject");
    }

    private static String header(ReceivedMail mail, String name) {
        return mail.text()
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .reduce("", (first, second) -> first + second);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "-c, finish-sub-admin-normal",
        "-c -d, finish-sub-admin-digest",
        "-c -n, finish-sub-admin-nomail",
        "-c -b, finish-sub-admin-both",
        "-c -r, finish-sub-request-normal",
        "-c -R, finish-sub-confirm-normal",
        "-c -rR, finish-sub-confirm-normal",
        "-c -Rr, finish-sub-request-normal",
    })
    void welcomes_new_subscriber_with_text_of_version_and_reason(String options, String text) {
        assertSilentSuccess(run(sub(), "-a " + JOE + " " + options));
        assertThat(mails()).containsExactly(text + " to " + JOE);
        ReceivedMail mail = relay.accepted().get(0);
        assertThat(mail.sender()).isEqualTo("birds+bounces-help@example.org");
        assertThat(header(mail, "From")).isEqualTo("birds+help@example.org");
        assertThat(mail.text()).endsWith("\r\n\r\n" + JOE + "\r\n");
    }

    @Test
    void tells_owner_if_the_list_wants_it_unless_quiet() {
        list.control("notifysub", "");
        assertSilentSuccess(run(sub(), "-a Joe@Example.NET -c -r"));
        assertThat(mails())
                .containsExactly(
                        "finish-sub-request-normal to " + JOE, "notify-sub-request-normal to birds+owner@example.org");
        ReceivedMail notice = relay.accepted().get(1);
        assertThat(notice.sender()).isEqualTo("birds+bounces-help@example.org");
        assertThat(header(notice, "From")).isEqualTo("birds+owner@example.org");

        assertSilentSuccess(run(sub(), "-a ann@example.net -q"));
        assertThat(mails()).hasSize(2);
    }

    @Test
    void switch_of_version_is_welcomed_but_the_owner_is_not_told() {
        list.control("notifysub", "").control("submod", "").subscribers(JOE);
        assertSilentSuccess(run(sub(), "-a " + JOE + " -d -c"));
        assertThat(mails()).containsExactly("finish-sub-switch-digest to " + JOE);
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.content("digesters.d/j")).isEqualTo(JOE + "\n");
    }

    @Test
    void tells_address_that_it_is_subscribed_already_unless_silent() {
        list.subscribers(JOE);
        Run run = run(sub(), "-a " + JOE + " -c");
        assertThat(run).isEqualTo(new Run(ExitStatus.OK, "", "prog: joe@example.net is subscribed already\n"));
        assertThat(mails()).containsExactly("deny-sub-subbed-normal to " + JOE);
        assertSilentSuccess(run(sub(), "-a " + JOE + " -c -s"));
        assertThat(mails()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "'', normal, confsub-",
        "-d, digest, confsub-digest-",
        "-n, nomail, confsub-nomail-",
        "-b, both, confsub-both-",
    })
    void asks_for_confirmation_before_anything_else(String version, String type, String command) {
        list.control("submod", "").control("notifysub", "");
        assertSilentSuccess(run(sub(), ("-a " + JOE + " -C -c -f " + version).strip()));
        assertThat(mails()).containsExactly("confirm-sub-admin-" + type + " to " + JOE);
        String cookie = list.names("subconf").get(0);
        assertThat(list.content("subconf/" + cookie)).isEqualTo(JOE);
        ReceivedMail mail = relay.accepted().get(0);
        assertThat(mail.sender()).isEqualTo("birds+bounces-confsub-" + cookie + "@example.org");
        assertThat(header(mail, "Reply-To")).isEqualTo("birds+" + command + cookie + "@example.org");
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.names("digesters.d")).isEmpty();
        assertThat(list.names("nomailsubs.d")).isEmpty();
    }

    @Test
    void gatekeepers_decide_about_new_subscribers_unless_forced() {
        list.control("submod", "ann@example.com\nbob@example.com\n");
        assertSilentSuccess(run(sub(), "-a " + JOE + " -d -c"));
        assertThat(mails())
                .containsExactlyInAnyOrder(
                        "gatekeep-sub-admin-digest to ann@example.com",
                        "gatekeep-sub-admin-digest to bob@example.com",
                        "wait-sub-admin-digest to " + JOE);
        String request = list.names("moderation").get(0);
        assertThat(request).matches("subscribe[0-9a-f]{16}");
        assertThat(list.content("moderation/" + request)).isEqualTo(JOE + "\nSUB_DIGEST\n");
        assertThat(list.names("digesters.d")).isEmpty();

        assertSilentSuccess(run(sub(), "-a ann@example.net -f"));
        assertThat(list.names("subscribers.d")).containsExactly("a");
        assertThat(mails()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {COOKIE, "subscribe" + COOKIE, "000000000000000A", "subscribe000000000000000A"})
    void permits_waiting_request_which_names_address_and_version(String given) {
        String name = given.toLowerCase(Locale.ROOT).replace("subscribe", "");
        list.control("submod", "").control("notifysub", "");
        list.file("moderation/subscribe" + name, JOE + "\nSUB_BOTH\n");
        assertSilentSuccess(run(sub(), "-m " + given + " -c -n -a zed@example.net"));
        assertThat(mails())
                .containsExactly(
                        "finish-sub-permit-both to " + JOE, "notify-sub-permit-both to birds+owner@example.org");
        assertThat(list.names("moderation")).isEmpty();
        assertThat(list.content("subscribers.d/j")).isEqualTo(JOE + "\n");
        assertThat(list.content("digesters.d/j")).isEqualTo(JOE + "\n");
        assertThat(list.names("nomailsubs.d")).isEmpty();
    }

    @Test
    void permits_request_in_the_folder_that_old_releases_used() throws Exception {
        Files.createDirectory(list.path("moderation/subscribe"));
        list.file("moderation/subscribe/" + COOKIE, JOE + "\nSUB_NORMAL\n");
        assertSilentSuccess(run(sub(), "-m " + COOKIE));
        assertThat(list.content("subscribers.d/j")).isEqualTo(JOE + "\n");
        assertThat(list.names("moderation/subscribe")).isEmpty();
    }

    @Test
    void permitted_request_may_have_to_be_confirmed_too() {
        list.file("moderation/subscribe" + COOKIE, JOE + "\nSUB_NORMAL\n");
        assertSilentSuccess(run(sub(), "-C -m " + COOKIE));
        assertThat(mails()).containsExactly("confirm-sub-permit-normal to " + JOE);
        assertThat(list.names("moderation")).isEmpty();
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000002",
                "../subconf/" + COOKIE,
                COOKIE + ".omit",
                COOKIE + "-joe=example.net",
                "x",
                "subscribe",
                COOKIE + "0"
            })
    void cookie_without_request_is_refused(String cookie) {
        list.file("moderation/subscribe" + COOKIE, JOE + "\nSUB_NORMAL\n").file("subconf/" + COOKIE, JOE);
        Run run = run(sub(), "-m " + cookie);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("no usable request").hasLineCount(1);
        assertThat(list.names("moderation")).hasSize(1);
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                JOE,
                JOE + "\nSUB_ALL\n",
                "\nSUB_NORMAL\n",
                "birds@example.org\nSUB_NORMAL\n",
                "/x@y\nSUB_BOTH\n"
            })
    void request_that_makes_no_sense_is_refused_and_kept(String content) {
        list.file("moderation/subscribe" + COOKIE, content);
        Run run = run(sub(), "-m " + COOKIE);
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).startsWith("prog: ").hasLineCount(1);
        assertThat(list.content("moderation/subscribe" + COOKIE)).isEqualTo(content);
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(mails()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "'', admin-all",
        "-N, admin-normal",
        "-d, admin-digest",
        "-n, admin-nomail",
        "-r, request-all",
        "-R, confirm-all",
        "-b, bouncing-all",
    })
    void says_goodbye_and_tells_the_owner(String options, String text) {
        list.control("notifysub", "")
                .subscribers(JOE, "jx@x.example")
                .lines("digesters.d", JOE)
                .lines("nomailsubs.d", JOE);
        assertSilentSuccess(run(unsub(), ("-a " + JOE + " -c " + options).strip()));
        assertThat(mails())
                .containsExactly(
                        "finish-unsub-" + text + " to " + JOE, "notify-unsub-" + text + " to birds+owner@example.org");
    }

    @Test
    void nobody_hears_of_somebody_who_leaves_quietly() {
        list.control("notifysub", "").subscribers(JOE);
        assertSilentSuccess(run(unsub(), "-a " + JOE + " -q"));
        assertThat(mails()).isEmpty();
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"'', all", "-N, normal", "-d, digest", "-n, nomail"})
    void tells_address_that_it_is_not_subscribed_unless_silent(String options, String type) {
        String command = ("-a " + JOE + " " + options).strip();
        assertThat(run(unsub(), command))
                .isEqualTo(new Run(ExitStatus.OK, "", "prog: joe@example.net is not subscribed\n"));
        assertThat(mails()).containsExactly("deny-unsub-unsubbed-" + type + " to " + JOE);
        assertSilentSuccess(run(unsub(), command + " -s"));
        assertThat(mails()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "'', all, '', confunsub-",
        "-N, normal, normal, confunsub-",
        "-d, digest, digest, confunsub-digest-",
        "-n, nomail, nomail, confunsub-nomail-",
    })
    void asks_for_confirmation_and_remembers_the_version(String options, String type, String stored, String command) {
        list.subscribers(JOE)
                .lines("digesters.d", JOE)
                .lines("nomailsubs.d", JOE)
                .control("notifysub", "");
        assertSilentSuccess(run(unsub(), ("-a " + JOE + " -C " + options).strip()));
        assertThat(mails()).containsExactly("confirm-unsub-admin-" + type + " to " + JOE);
        String cookie = list.names("unsubconf").get(0);
        assertThat(list.content("unsubconf/" + cookie)).isEqualTo(stored.isEmpty() ? JOE : JOE + "\n" + stored + "\n");
        ReceivedMail mail = relay.accepted().get(0);
        assertThat(mail.sender()).isEqualTo("birds+bounces-confunsub-" + cookie + "@example.org");
        assertThat(header(mail, "Reply-To")).isEqualTo("birds+" + command + cookie + "@example.org");
        assertThat(list.content("subscribers.d/j")).isEqualTo(JOE + "\n");
    }

    @Test
    void mails_stay_in_the_queue_when_the_relay_is_down() {
        relay.refuseConnections();
        list.control("notifysub", "");
        Run run = run(sub(), "-a " + JOE + " -c");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err()).contains("127.0.0.1:" + relay.port());
        assertThat(list.content("subscribers.d/j")).isEqualTo(JOE + "\n");
        assertThat(recipientsInQueue()).containsExactlyInAnyOrder(JOE, "birds+owner@example.org");
    }

    @Test
    void mail_that_the_relay_does_not_take_now_stays_in_the_queue() {
        relay.once("RCPT", PeerAnswer.reply("450 4.2.1 later"));
        assertThat(run(sub(), "-a " + JOE + " -c").status()).isEqualTo(ExitStatus.OK);
        assertThat(recipientsInQueue()).containsExactly(JOE);
    }

    private List<String> recipientsInQueue() {
        return list.names("queue").stream()
                .filter(name -> name.endsWith(".reciptto"))
                .map(name -> list.content("queue/" + name))
                .toList();
    }

    @Test
    void list_has_its_own_texts() {
        list.file("text/finish-sub", "Subject: less exact\n\n")
                .file("text/finish-sub-admin-normal", "Subject: own\n\n");
        assertSilentSuccess(run(sub(), "-a " + JOE + " -c"));
        assertThat(mails()).containsExactly("own to " + JOE);
    }

    @Test
    void address_that_asks_again_is_not_written_to_again_at_once() {
        assertSilentSuccess(run(sub(), "-a " + JOE + " -C -r"));
        Run run = run(sub(), "-a " + JOE + " -C -r");
        assertThat(run.status()).isEqualTo(ExitStatus.OK);
        assertThat(run.err()).contains("was asked a short while ago").hasLineCount(1);
        assertThat(mails()).hasSize(1);
        assertThat(list.names("subconf")).hasSize(1);
    }
}
