package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jmlmmj.core.subscription.EngineFixture.ANN;
import static org.jmlmmj.core.subscription.EngineFixture.mails;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.Leaving.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeavingTest extends OnEngineList {
    private static final Leaving.Courtesy FULL = new Leaving.Courtesy(true, true, true);

    @BeforeEach
    void fillList() {
        list.lines("subscribers.d", "ann@example.net", "Ann@Example.net", "amy@example.net")
                .lines("digesters.d", "ann@example.net")
                .lines("nomailsubs.d", "ann@example.net", "zed@example.net");
    }

    private Change leave(Optional<Version> version, boolean confirm) throws IOException {
        return engine.leaving().unsubscribe(ANN, new Wish(version, Reason.ADMIN, confirm), FULL);
    }

    @Test
    void address_leaves_all_folders_and_only_it() throws IOException {
        list.control("notifysub", "");
        Change change = leave(Optional.empty(), false);

        assertThat(change.outcome()).isEqualTo(Outcome.UNSUBSCRIBED);
        assertThat(mails(change))
                .containsExactly(
                        "finish-unsub-admin-all from <birds+bounces-help@example.org> to ann@example.net",
                        "notify-unsub-admin-all from <birds+bounces-help@example.org> to birds+owner@example.org");
        assertThat(list.content("subscribers.d/a")).isEqualTo("amy@example.net\n");
        assertThat(list.names("digesters.d")).isEmpty();
        assertThat(list.names("nomailsubs.d")).containsExactly("z");
    }

    @Test
    void address_leaves_one_version() throws IOException {
        assertThat(mails(leave(Optional.of(Version.DIGEST), false)))
                .containsExactly("finish-unsub-admin-digest from <birds+bounces-help@example.org> to ann@example.net");
        assertThat(list.names("digesters.d")).isEmpty();
        assertThat(list.content("subscribers.d/a")).contains("ann@example.net");
    }

    @Test
    void stranger_is_told_that_he_is_not_subscribed() throws IOException {
        leave(Optional.empty(), false);
        Change change = leave(Optional.empty(), false);
        assertThat(change.outcome()).isEqualTo(Outcome.NOT_SUBSCRIBED);
        assertThat(mails(change))
                .containsExactly("deny-unsub-unsubbed-all from <birds+bounces-help@example.org> to ann@example.net");
    }

    @Test
    void request_waits_for_its_confirmation() throws IOException {
        Change change = engine.askToLeave();

        String cookie = engine.cookie("unsubconf");
        assertThat(change.outcome()).isEqualTo(Outcome.CONFIRMATION_ASKED);
        assertThat(mails(change))
                .containsExactly("confirm-unsub-request-all from <birds+bounces-confunsub-" + cookie
                        + "@example.org> to ann@example.net");
        assertThat(Files.readString(change.mails().get(0).file()))
                .contains("Reply-To: birds+confunsub-" + cookie + "@example.org\n");
        assertThat(list.has("digesters.d/a")).isTrue();

        Change confirmed = engine.leaving().confirm(new Cookie(cookie), Optional.empty());
        assertThat(confirmed.outcome()).isEqualTo(Outcome.UNSUBSCRIBED);
        assertThat(mails(confirmed))
                .containsExactly("finish-unsub-confirm-all from <birds+bounces-help@example.org> to ann@example.net");
        assertThat(list.names("unsubconf")).isEmpty();
        assertThat(list.has("digesters.d/a")).isFalse();
        assertThat(engine.leaving()
                        .confirm(new Cookie(cookie), Optional.empty())
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN_COOKIE);
    }

    @Test
    void confirmation_of_leaving_the_normal_version_leaves_only_that() throws IOException {
        leave(Optional.of(Version.NORMAL), true);
        Cookie cookie = new Cookie(engine.cookie("unsubconf"));
        assertThat(list.content("unsubconf/" + cookie)).isEqualTo("ann@example.net\nnormal\n");

        engine.leaving().confirm(cookie, Optional.empty());

        assertThat(list.content("subscribers.d/a")).isEqualTo("amy@example.net\n");
        assertThat(list.has("digesters.d/a")).isTrue();
    }

    @Test
    void request_of_the_original_means_what_its_address_says() throws IOException {
        list.file("unsubconf/0123456789abcdef", "ann@example.net");
        engine.leaving().confirm(new Cookie("0123456789abcdef"), Optional.of(Version.DIGEST));
        assertThat(list.has("digesters.d/a")).isFalse();
        assertThat(list.content("subscribers.d/a")).contains("ann@example.net");
    }

    @Test
    void confirmation_that_is_repeated_after_a_crash_tells_what_the_first_attempt_could_not() throws IOException {
        list.control("notifysub", "");
        engine.askToLeave();
        Cookie cookie = new Cookie(engine.cookie("unsubconf"));
        leave(Optional.empty(), false);

        Change change = engine.leaving().confirm(cookie, Optional.empty());

        assertThat(change.outcome()).isEqualTo(Outcome.UNSUBSCRIBED);
        assertThat(mails(change))
                .containsExactly(
                        "finish-unsub-confirm-all from <birds+bounces-help@example.org> to ann@example.net",
                        "notify-unsub-confirm-all from <birds+bounces-help@example.org> to birds+owner@example.org");
        assertThat(list.names("unsubconf")).isEmpty();
    }

    /** Spec 04 §9.2: nothing is ever written to an address that bounces. */
    @Test
    void address_that_bounces_is_removed_and_only_the_owner_told() throws IOException {
        list.control("notifysub", "").file("bounce/ann=example.net", "1:2 # x\n");

        Change change = engine.leaving().removeBouncing(EmailAddress.of("Ann@example.net"));

        assertThat(change.outcome()).isEqualTo(Outcome.UNSUBSCRIBED);
        assertThat(mails(change))
                .containsExactly(
                        "notify-unsub-bouncing-all from <birds+bounces-help@example.org> to birds+owner@example.org");
        assertThat(list.content("subscribers.d/a")).isEqualTo("amy@example.net\n");
        assertThat(list.names("digesters.d")).isEmpty();
        assertThat(list.names("bounce")).containsExactly("ann=example.net");
    }

    @Test
    @Tag("heavy")
    void thousand_requests_for_one_victim_make_one_mail() throws IOException {
        int mails = 0;
        for (int i = 0; i < 1000; i++) {
            mails += engine.askToLeave().mails().size();
        }
        assertThat(mails).isEqualTo(1);
        engine.pass(Duration.ofHours(1));
        assertThat(engine.askToLeave().mails()).hasSize(1);
        assertThat(list.names("unsubconf")).hasSize(1);
    }
}
