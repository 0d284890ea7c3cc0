package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmlmmj.bounce.ReturnedMail.Origin;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingBouncesTest {
    private static final String RECORD = "bounce/joe=example.net";
    private static final String COOKIE = "0123456789abcdef";
    private static final String UNKNOWN = "From: someone@example.com\nSubject: hm\n\nWhat is this?\n";

    private BouncingList birds;

    @BeforeEach
    void makeList(@TempDir Path parent) throws IOException {
        birds = new BouncingList(parent);
        birds.fixture.subscribers("joe@example.net").lines("digesters.d", "dot@example.net");
    }

    private List<String> discarded() {
        return birds.fixture.names("queue/discarded");
    }

    private void assertGone() {
        assertThat(birds.fixture.names("incoming")).isEmpty();
    }

    private void assertNothingRecorded() {
        assertGone();
        assertThat(birds.fixture.names("bounce")).isEmpty();
    }

    @Test
    void records_a_bounce_with_its_reason_and_keeps_the_mail() throws IOException {
        String mail = BouncingList.failed("joe@example.net");
        birds.bounce("109-Joe=Example.net", mail);
        assertThat(birds.fixture.content(RECORD))
                .isEqualTo("109:1741089600 # Tue Mar  4 12:00:00 2025"
                        + " (5.1.1 permanent: 550 5.1.1 <joe@example.net>: User unknown)\n");
        assertThat(birds.fixture.content(RECORD + ".lastmsg")).isEqualTo(mail);
        assertGone();
        assertThat(discarded()).isEmpty();
    }

    @Test
    void takes_every_word_for_a_digest() throws IOException {
        birds.bounce("0-dot=example.net", BouncingList.failed("dot@example.net"));
        birds.bounce("digest-dot=example.net", BouncingList.failed("dot@example.net"));
        assertThat(birds.fixture.content("bounce/dot=example.net").lines()).hasSize(2);
    }

    @Test
    void charges_the_subscriber_when_the_mail_was_forwarded() throws IOException {
        birds.bounce("109-joe=example.net", BouncingList.failed("joseph@elsewhere.example"));
        assertThat(birds.fixture.content(RECORD)).contains("permanent");
    }

    @Test
    void keeps_a_report_that_nobody_understands_as_the_last_mail() throws IOException {
        birds.bounce("109-joe=example.net", UNKNOWN);
        assertThat(birds.fixture.content(RECORD)).endsWith("(unknown: see the last mail)\n");
        assertThat(birds.fixture.content(RECORD + ".lastmsg")).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "121-joe=example.net",
                "9999999999999999999-joe=example.net",
                "confsubx-joe=example.net",
                "x-joe=example.net",
                "-joe=example.net",
                "109-",
                "109-joe",
                "109-../joe=example.net",
                "109-a/b=example.net",
                "",
                "probe",
                "confsub",
                "confsub-joe=example.net",
                "confsub-../../index"
            })
    void keeps_for_a_while_what_came_to_an_address_we_never_made(String parameter) throws IOException {
        birds.bounce(parameter, BouncingList.failed("joe@example.net"));
        assertNothingRecorded();
        assertThat(discarded()).hasSize(1);
    }

    @Test
    void an_archived_post_is_plausible_when_the_index_is_gone() throws IOException {
        birds.fixture.file("index", "").file("archive/300", "x");
        birds.bounce("300-joe=example.net", BouncingList.failed("joe@example.net"));
        assertThat(birds.fixture.has(RECORD)).isTrue();
    }

    @Test
    void records_nothing_with_an_envelope_sender() throws IOException {
        birds.receive("109-joe=example.net", Origin.SOMEBODY, BouncingList.failed("joe@example.net"));
        assertNothingRecorded();
        assertThat(discarded()).hasSize(1);
    }

    @Test
    void deletes_automatic_answers() throws IOException {
        birds.receive("109-joe=example.net", Origin.SOMEBODY, BouncingList.vacation("Auto-Submitted: auto-replied\n"));
        birds.bounce("109-joe=example.net", BouncingList.vacation("Precedence: auto_reply\n"));
        assertNothingRecorded();
        assertThat(discarded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed", "delivered", "relayed", "expanded"})
    void records_nothing_when_nothing_failed(String action) throws IOException {
        birds.bounce("109-joe=example.net", BouncingList.report("joe@example.net", action, "4.4.1", "421 later"));
        assertNothingRecorded();
    }

    @Test
    void records_nothing_when_the_mail_was_not_wanted_but_keeps_the_report() throws IOException {
        birds.bounce(
                "109-joe=example.net",
                BouncingList.report("joe@example.net", "failed", "5.7.1", "550 5.7.1 rejected as spam"));
        assertNothingRecorded();
        assertThat(discarded()).hasSize(1);
    }

    @Test
    void ignores_people_who_are_not_subscribed() throws IOException {
        birds.bounce("109-eve=example.net", BouncingList.failed("eve@example.net"));
        assertNothingRecorded();
    }

    @Test
    void finds_the_recipients_in_the_report() throws IOException {
        String mail = BouncingList.failed("joe@example.net").replace("\n--b1\nContent-Type: message/rfc822", """

                        Original-Recipient: rfc822; dot@example.net
                        Final-Recipient: rfc822; dorothy@elsewhere.example
                        Action: failed
                        Status: 5.2.2

                        Final-Recipient: rfc822; eve@example.net
                        Action: failed
                        Status: 5.1.1

                        --b1
                        Content-Type: message/rfc822""");
        birds.bounce("109", mail);
        assertThat(birds.fixture.names("bounce"))
                .containsExactly(
                        "dot=example.net", "dot=example.net.lastmsg", "joe=example.net", "joe=example.net.lastmsg");
        assertThat(birds.fixture.content("bounce/dot=example.net")).contains("(5.2.2 transient)");
        assertThat(birds.fixture.content("bounce/dot=example.net.lastmsg")).isEqualTo(mail);
        assertGone();
    }

    @Test
    void a_report_that_names_no_subscriber_is_deleted_and_one_that_names_nobody_kept() throws IOException {
        birds.bounce("109", BouncingList.failed("eve@example.net"));
        assertThat(discarded()).isEmpty();
        birds.bounce("help", UNKNOWN);
        assertNothingRecorded();
        assertThat(discarded()).hasSize(1);
    }

    @Test
    void an_admin_mail_counts_like_a_post() throws IOException {
        birds.bounce("help", BouncingList.failed("joe@example.net"));
        assertThat(birds.fixture.content(RECORD)).startsWith("help:1741089600 # ");
    }

    @Test
    void the_same_mail_taken_twice_is_one_bounce() throws IOException {
        birds.bounce("109-joe=example.net", BouncingList.failed("joe@example.net"));
        birds.bounce("109-joe=example.net", BouncingList.failed("joe@example.net"));
        assertThat(birds.fixture.content(RECORD).lines()).hasSize(1);
    }

    @Test
    void a_probe_that_comes_back_is_no_longer_on_its_way() throws IOException {
        birds.list.bounces().markProbed(EmailAddress.of("joe@example.net"), birds.clock.instant());
        birds.bounce("probe-JOE=example.net", BouncingList.failed("joe@example.net"));
        assertNothingRecorded();
    }

    @Test
    void only_the_report_of_a_failure_settles_a_probe() throws IOException {
        EmailAddress joe = EmailAddress.of("joe@example.net");
        birds.list.bounces().markProbed(joe, birds.clock.instant());
        String delayed = BouncingList.report("joe@example.net", "delayed", "4.4.1", "421 later");
        String spam = BouncingList.report("joe@example.net", "failed", "5.7.1", "550 5.7.1 rejected as spam");
        for (String mail : List.of(UNKNOWN, delayed, spam, BouncingList.vacation("Auto-Submitted: auto-replied\n"))) {
            birds.bounce("probe-joe=example.net", mail);
        }
        birds.receive("probe-joe=example.net", Origin.SOMEBODY, BouncingList.failed("joe@example.net"));
        assertThat(birds.fixture.names("bounce")).containsExactly("joe=example.net-probe");
    }

    @ParameterizedTest
    @ValueSource(strings = {COOKIE, COOKIE + "-joe=example.net", "0123456789ABCDEF"})
    void withdraws_a_request_that_reached_nobody(String cookie) throws IOException {
        String name = cookie.toLowerCase(java.util.Locale.ROOT);
        birds.fixture.file("subconf/" + name, "joe@example.net").file("unsubconf/" + name, "joe@example.net");
        birds.bounce("confsub-" + cookie, BouncingList.failed("joe@example.net"));
        assertThat(birds.fixture.names("subconf")).isEmpty();
        assertThat(birds.fixture.names("unsubconf")).hasSize(1);
        birds.bounce("confunsub-" + cookie, BouncingList.failed("joe@example.net"));
        assertThat(birds.fixture.names("unsubconf")).isEmpty();
    }

    @Test
    void keeps_a_request_whose_mail_is_late_or_answered() throws IOException {
        birds.fixture.file("subconf/" + COOKIE, "joe@example.net");
        birds.bounce("confsub-" + COOKIE, BouncingList.report("joe@example.net", "delayed", "4.4.1", "421 later"));
        birds.receive("confsub-" + COOKIE, Origin.SOMEBODY, BouncingList.failed("joe@example.net"));
        birds.bounce("confsub-" + COOKIE, BouncingList.vacation("Auto-Submitted: auto-replied\n"));
        assertThat(birds.fixture.names("subconf")).containsExactly(COOKIE);
    }

    @Test
    void a_mail_that_cannot_be_recorded_stays_where_it_is() throws IOException {
        Files.createSymbolicLink(birds.fixture.path(RECORD), birds.fixture.path("index"));
        assertThatThrownBy(() -> birds.bounce("109-joe=example.net", BouncingList.failed("joe@example.net")))
                .isInstanceOf(IOException.class);
        assertThat(birds.fixture.names("incoming")).hasSize(1);
        assertThat(birds.fixture.content("index")).isEqualTo("120");
    }

    @Test
    void no_report_makes_a_second_line_or_another_time() throws IOException {
        birds.bounce(
                "109-joe=example.net",
                BouncingList.report("joe@example.net", "failed", "5.1.1", "550 x\n 7:1 # \u2028 1:1000 # y"));
        assertThat(birds.fixture.content(RECORD).lines()).hasSize(1);
        assertThat(birds.fixture.content(RECORD).chars().filter(c -> c == '#')).hasSize(1);
    }
}
