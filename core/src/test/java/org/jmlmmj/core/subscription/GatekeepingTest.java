package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jmlmmj.core.subscription.EngineFixture.ANN;
import static org.jmlmmj.core.subscription.EngineFixture.mails;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeepingTest extends OnEngineList {
    private static final Joining.Courtesy FULL = Joining.Courtesy.FULL;

    @BeforeEach
    void fillList() {
        list.control("submod", "gil@example.org\nno address\n\ngwen@example.org\nlast line\n");
    }

    private Change subscribe(Version version, Reason reason) throws IOException {
        return engine.joining().subscribe(ANN, new Wish(version, reason, false, false), FULL);
    }

    @Test
    void every_gatekeeper_is_asked_and_the_requester_told_to_wait() throws IOException {
        Change change = subscribe(Version.DIGEST, Reason.CONFIRM);

        String cookie = engine.cookie("moderation");
        assertThat(change.outcome()).isEqualTo(Outcome.GATEKEEPERS_ASKED);
        assertThat(mails(change))
                .containsExactlyInAnyOrder(
                        "gatekeep-sub-confirm-digest from <birds+owner@example.org> to gil@example.org",
                        "gatekeep-sub-confirm-digest from <birds+owner@example.org> to gwen@example.org",
                        "wait-sub-confirm-digest from <birds+bounces-help@example.org> to ann@example.net");
        assertThat(Files.readString(change.mails().get(0).file()))
                .contains("To: birds-moderators@example.org\n")
                .contains("Reply-To: birds+permit-" + cookie + "@example.org\n");
        assertThat(list.content("moderation/subscribe" + cookie)).isEqualTo("ann@example.net\nSUB_DIGEST\n");
    }

    @Test
    void requester_is_not_told_if_the_list_wants_it_so() throws IOException {
        list.control("nosubmodmails", "");
        assertThat(mails(subscribe(Version.NORMAL, Reason.REQUEST)))
                .hasSize(2)
                .allMatch(mail -> mail.startsWith("gatekeep"));
    }

    @Test
    void permitted_address_is_subscribed_and_the_request_gone() throws IOException {
        subscribe(Version.BOTH, Reason.CONFIRM);
        Change change = engine.joining().permit(new Cookie(engine.cookie("moderation")), false, FULL);

        assertThat(change.outcome()).isEqualTo(Outcome.SUBSCRIBED);
        assertThat(mails(change))
                .containsExactly("finish-sub-permit-both from <birds+bounces-help@example.org> to ann@example.net");
        assertThat(list.has("subscribers.d/a") && list.has("digesters.d/a")).isTrue();
        assertThat(list.names("moderation")).isEmpty();
    }

    @Test
    void obstructed_request_is_gone_without_a_word() throws IOException {
        subscribe(Version.NORMAL, Reason.CONFIRM);
        Cookie cookie = new Cookie(engine.cookie("moderation"));

        assertThat(engine.joining().obstruct(cookie)).isEqualTo(new Change(Outcome.OBSTRUCTED, java.util.List.of()));
        assertThat(list.names("moderation")).isEmpty();
        assertThat(engine.joining().obstruct(cookie).outcome()).isEqualTo(Outcome.UNKNOWN_COOKIE);
        assertThat(engine.joining().permit(cookie, false, FULL).outcome()).isEqualTo(Outcome.UNKNOWN_COOKIE);
    }

    @Test
    void request_in_the_sub_folder_is_permitted_and_obstructed() throws IOException {
        Files.createDirectory(list.path("moderation/subscribe"));
        list.file("moderation/subscribe/0123456789abcdef", "ann@example.net\nSUB_NOMAIL\n");
        list.file("moderation/subscribe/0123456789abcdee", "bob@example.net\nSUB_NORMAL\n");

        assertThat(engine.joining()
                        .permit(new Cookie("0123456789abcdef"), false, FULL)
                        .outcome())
                .isEqualTo(Outcome.SUBSCRIBED);
        assertThat(engine.joining().obstruct(new Cookie("0123456789abcdee")).outcome())
                .isEqualTo(Outcome.OBSTRUCTED);
        assertThat(list.has("nomailsubs.d/a")).isTrue();
        assertThat(list.names("moderation/subscribe")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann@example.net", "ann@example.net\nSUB_ALL\n", "nobody\nSUB_NORMAL\n"})
    void request_that_makes_no_sense_is_kept_and_not_obeyed(String content) throws IOException {
        list.file("moderation/subscribe0123456789abcdef", content);
        assertThat(engine.joining()
                        .permit(new Cookie("0123456789abcdef"), false, FULL)
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN_COOKIE);
        assertThat(list.names("moderation")).hasSize(1);
    }

    @Test
    void gatekeepers_are_asked_once_per_interval_and_the_first_mail_stays_valid() throws IOException {
        subscribe(Version.NORMAL, Reason.CONFIRM);
        String cookie = engine.cookie("moderation");
        assertThat(subscribe(Version.NORMAL, Reason.CONFIRM))
                .isEqualTo(new Change(Outcome.GATEKEEPERS_WAIT, java.util.List.of()));
        engine.pass(Duration.ofHours(1));
        assertThat(subscribe(Version.NORMAL, Reason.CONFIRM).outcome()).isEqualTo(Outcome.GATEKEEPERS_ASKED);
        assertThat(engine.cookie("moderation")).isEqualTo(cookie);
    }

    @Test
    void later_wish_for_another_version_replaces_the_first() throws IOException {
        subscribe(Version.NORMAL, Reason.CONFIRM);
        engine.pass(Duration.ofHours(1));
        subscribe(Version.DIGEST, Reason.CONFIRM);
        assertThat(list.content("moderation/subscribe" + engine.cookie("moderation")))
                .isEqualTo("ann@example.net\nSUB_DIGEST\n");
    }

    @Test
    void force_and_switches_need_no_permission() throws IOException {
        Wish forced = new Wish(Version.NORMAL, Reason.ADMIN, false, true);
        assertThat(engine.joining().subscribe(ANN, forced, FULL).outcome()).isEqualTo(Outcome.SUBSCRIBED);
        assertThat(subscribe(Version.DIGEST, Reason.CONFIRM).outcome()).isEqualTo(Outcome.SWITCHED);
    }
}
