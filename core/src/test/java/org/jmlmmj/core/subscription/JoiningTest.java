package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jmlmmj.core.subscription.EngineFixture.ANN;
import static org.jmlmmj.core.subscription.EngineFixture.mails;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.Change.Outcome;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoiningTest extends OnEngineList {
    private static final Joining.Courtesy FULL = Joining.Courtesy.FULL;

    private Change subscribe(Version version, Reason reason) throws IOException {
        return engine.joining().subscribe(ANN, new Wish(version, reason, false, false), FULL);
    }

    private void makeAnn(String state) {
        if (state.equals("normal") || state.equals("both")) {
            list.lines("subscribers.d", "ann@example.net");
        }
        if (state.equals("digest") || state.equals("both")) {
            list.lines("digesters.d", "ann@example.net");
        }
        if (state.equals("nomail")) {
            list.lines("nomailsubs.d", "ann@example.net");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none, normal, SUBSCRIBED, finish-sub-admin-normal",
        "none, digest, SUBSCRIBED, finish-sub-admin-digest",
        "none, nomail, SUBSCRIBED, finish-sub-admin-nomail",
        "none, both, SUBSCRIBED, finish-sub-admin-both",
        "normal, normal, ALREADY_SUBSCRIBED, deny-sub-subbed-normal",
        "normal, digest, SWITCHED, finish-sub-switch-digest",
        "normal, nomail, SWITCHED, finish-sub-switch-nomail",
        "normal, both, SWITCHED, finish-sub-switch-both",
        "digest, normal, SWITCHED, finish-sub-switch-normal",
        "digest, digest, ALREADY_SUBSCRIBED, deny-sub-subbed-digest",
        "digest, nomail, SWITCHED, finish-sub-switch-nomail",
        "digest, both, SWITCHED, finish-sub-switch-both",
        "nomail, normal, SWITCHED, finish-sub-switch-normal",
        "nomail, digest, SWITCHED, finish-sub-switch-digest",
        "nomail, nomail, ALREADY_SUBSCRIBED, deny-sub-subbed-nomail",
        "nomail, both, SWITCHED, finish-sub-switch-both",
        "both, normal, SWITCHED, finish-sub-switch-normal",
        "both, digest, SWITCHED, finish-sub-switch-digest",
        "both, nomail, SWITCHED, finish-sub-switch-nomail",
        "both, both, ALREADY_SUBSCRIBED, deny-sub-subbed-both",
    })
    void the_address_ends_in_exactly_the_folders_of_what_it_wants(
            String state, String wanted, Outcome outcome, String mail) throws IOException {
        makeAnn(state);
        Version version = Version.valueOf(wanted.toUpperCase(Locale.ROOT));

        Change change = subscribe(version, Reason.ADMIN);

        assertThat(change.outcome()).isEqualTo(outcome);
        assertThat(mails(change)).containsExactly(mail + " from <birds+bounces-help@example.org> to ann@example.net");
        boolean normal = version == Version.NORMAL || version == Version.BOTH;
        boolean digest = version == Version.DIGEST || version == Version.BOTH;
        assertThat(list.has("subscribers.d/a")).isEqualTo(normal);
        assertThat(list.has("digesters.d/a")).isEqualTo(digest);
        assertThat(list.has("nomailsubs.d/a")).isEqualTo(version == Version.NOMAIL);
    }

    @Test
    void address_is_stored_in_lower_case() throws IOException {
        engine.joining()
                .subscribe(
                        EmailAddress.of("Joe.User@Example.NET"),
                        new Wish(Version.NORMAL, Reason.ADMIN, false, false),
                        FULL);
        assertThat(list.content("subscribers.d/j")).isEqualTo("joe.user@example.net\n");
    }

    @Test
    void owner_is_told_of_new_subscribers_and_not_of_switches() throws IOException {
        list.control("notifysub", "");
        assertThat(mails(subscribe(Version.NORMAL, Reason.CONFIRM)))
                .containsExactly(
                        "finish-sub-confirm-normal from <birds+bounces-help@example.org> to ann@example.net",
                        "notify-sub-confirm-normal from <birds+bounces-help@example.org> to birds+owner@example.org");
        assertThat(mails(subscribe(Version.DIGEST, Reason.CONFIRM)))
                .containsExactly("finish-sub-switch-digest from <birds+bounces-help@example.org> to ann@example.net");
    }

    @Test
    void courtesy_decides_which_mails_there_are() throws IOException {
        list.control("notifysub", "");
        Joining.Courtesy silent = new Joining.Courtesy(false, false, false);
        Wish wish = new Wish(Version.NORMAL, Reason.ADMIN, false, false);
        assertThat(engine.joining().subscribe(ANN, wish, silent).mails()).isEmpty();
        assertThat(engine.joining().subscribe(ANN, wish, silent).mails()).isEmpty();
    }

    @Test
    void request_is_stored_and_the_address_asked() throws IOException {
        Change change = engine.ask(Version.DIGEST);

        String cookie = engine.cookie("subconf");
        assertThat(change.outcome()).isEqualTo(Outcome.CONFIRMATION_ASKED);
        assertThat(mails(change))
                .containsExactly("confirm-sub-request-digest from <birds+bounces-confsub-" + cookie
                        + "@example.org> to ann@example.net");
        assertThat(Files.readString(change.mails().get(0).file()))
                .contains("Reply-To: birds+confsub-digest-" + cookie + "@example.org\n");
        assertThat(list.content("subconf/" + cookie)).isEqualTo("ann@example.net");
        assertThat(list.names("digesters.d")).isEmpty();
    }

    @Test
    void switch_that_a_mail_asks_for_waits_for_the_address_to_confirm_it() throws IOException {
        makeAnn("normal");
        assertThat(engine.ask(Version.NOMAIL).outcome()).isEqualTo(Outcome.CONFIRMATION_ASKED);
        assertThat(list.has("nomailsubs.d/a")).isFalse();

        Change change = engine.joining().confirm(new Cookie(engine.cookie("subconf")), Version.NOMAIL);
        assertThat(change.outcome()).isEqualTo(Outcome.SWITCHED);
        assertThat(list.has("nomailsubs.d/a")).isTrue();
        assertThat(list.has("subscribers.d/a")).isFalse();
    }

    @Test
    @Tag("heavy")
    void thousand_requests_for_one_victim_make_one_mail() throws IOException {
        int mails = 0;
        for (int i = 0; i < 250; i++) {
            for (Version version : Version.values()) {
                mails += engine.ask(version).mails().size();
            }
        }
        assertThat(mails).isEqualTo(1);
        assertThat(list.names("subconf")).hasSize(1);
    }

    @Test
    void later_request_asks_again_and_the_older_one_is_void() throws IOException {
        engine.ask(Version.NORMAL);
        Cookie first = new Cookie(engine.cookie("subconf"));
        engine.pass(Duration.ofMinutes(59));
        assertThat(engine.ask(Version.NORMAL).outcome()).isEqualTo(Outcome.CONFIRMATION_WAITS);
        engine.pass(Duration.ofMinutes(1));
        assertThat(engine.ask(Version.NORMAL).outcome()).isEqualTo(Outcome.CONFIRMATION_ASKED);

        assertThat(engine.cookie("subconf")).isNotEqualTo(first.value());
        assertThat(engine.joining().confirm(first, Version.NORMAL).outcome()).isEqualTo(Outcome.UNKNOWN_COOKIE);
    }

    @Test
    void the_interval_is_a_control_file() throws IOException {
        list.control("confirminterval", "60\n");
        engine.ask(Version.NORMAL);
        engine.pass(Duration.ofSeconds(60));
        assertThat(engine.ask(Version.NORMAL).outcome()).isEqualTo(Outcome.CONFIRMATION_ASKED);
    }

    @Test
    void clock_that_was_set_back_stops_nobody() throws IOException {
        engine.ask(Version.NORMAL);
        engine.pass(Duration.ofDays(-1));
        assertThat(engine.ask(Version.NORMAL).outcome()).isEqualTo(Outcome.CONFIRMATION_ASKED);
    }

    @Test
    void request_without_a_mail_leaves_no_request() throws IOException {
        list.control("maxanswers", "1\n");
        engine.ask(Version.NORMAL);
        Files.delete(list.path("subconf/" + engine.cookie("subconf")));

        assertThat(engine.ask(Version.NORMAL).outcome()).isEqualTo(Outcome.CONFIRMATION_WAITS);
        assertThat(list.names("subconf")).isEmpty();
    }

    @Test
    void administrator_asks_as_often_as_he_likes() throws IOException {
        Wish wish = new Wish(Version.NORMAL, Reason.ADMIN, true, false);
        engine.joining().subscribe(ANN, wish, FULL);
        assertThat(mails(engine.joining().subscribe(ANN, wish, FULL)))
                .singleElement()
                .asString()
                .startsWith("confirm-sub-admin-normal");
        assertThat(list.names("subconf")).hasSize(1);
    }

    @Test
    void confirmation_that_is_repeated_after_a_crash_tells_what_the_first_attempt_could_not() throws IOException {
        list.control("notifysub", "").file("subconf/0123456789abcdef", "ann@example.net");
        list.subscribers("ann@example.net");

        Change change = engine.joining().confirm(new Cookie("0123456789abcdef"), Version.NORMAL);

        assertThat(change.outcome()).isEqualTo(Outcome.SUBSCRIBED);
        assertThat(mails(change))
                .containsExactly(
                        "finish-sub-confirm-normal from <birds+bounces-help@example.org> to ann@example.net",
                        "notify-sub-confirm-normal from <birds+bounces-help@example.org> to birds+owner@example.org");
        assertThat(list.content("subscribers.d/a")).isEqualTo("ann@example.net\n");
        assertThat(list.names("subconf")).isEmpty();
    }

    @Test
    void cookie_works_once() throws IOException {
        engine.ask(Version.NORMAL);
        Cookie cookie = new Cookie(engine.cookie("subconf"));

        Change change = engine.joining().confirm(cookie, Version.NORMAL);

        assertThat(change.outcome()).isEqualTo(Outcome.SUBSCRIBED);
        assertThat(mails(change))
                .containsExactly("finish-sub-confirm-normal from <birds+bounces-help@example.org> to ann@example.net");
        assertThat(list.names("subconf")).isEmpty();
        assertThat(engine.joining().confirm(cookie, Version.NORMAL).outcome()).isEqualTo(Outcome.UNKNOWN_COOKIE);
    }

    @Test
    void request_in_the_old_form_is_confirmed() throws IOException {
        list.file("subconf/0123456789abcdef-ann=example.net", "ann@example.net");
        Cookie cookie = Cookie.parse("0123456789ABCDEF-Ann=Example.net").orElseThrow();
        assertThat(engine.joining().confirm(cookie, Version.BOTH).outcome()).isEqualTo(Outcome.SUBSCRIBED);
        assertThat(list.has("digesters.d/a")).isTrue();
        assertThat(list.names("subconf")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\nann@example.net", "nobody", "ann@example.net\rRCPT TO:<x@y>", "a@b>,<c@d"})
    void request_that_holds_no_address_is_none(String content) throws IOException {
        list.file("subconf/0123456789abcdef", content);
        assertThat(engine.joining()
                        .confirm(new Cookie("0123456789abcdef"), Version.NORMAL)
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN_COOKIE);
        assertThat(list.names("subconf")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "birds@example.org",
                "Birds@Example.ORG",
                "birds+anything@example.org",
                "fowl@example.com",
                "fowl+help@example.com",
                "\"a b\"@example.net",
                "/etc@example.net",
                ".hidden@example.net",
                "\u00fcmit@example.net"
            })
    void refuses_addresses_that_cannot_or_must_not_be_subscribed(String address) throws IOException {
        list.control("listaddress", "birds@example.org\nfowl@example.com\n");
        Change change = engine.joining()
                .subscribe(EmailAddress.of(address), new Wish(Version.NORMAL, Reason.REQUEST, true, false), FULL);
        assertThat(change).isEqualTo(new Change(Outcome.REFUSED, java.util.List.of()));
        assertThat(list.names("subconf")).isEmpty();
        assertThat(SubscribableAddress.refusal(EmailAddress.of(address), engine.open()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"birds@example.org.uk", "~ann@example.net", "!ann@example.net"})
    void address_that_is_only_unusual_is_welcome(String address) throws IOException {
        assertThat(engine.joining()
                        .subscribe(EmailAddress.of(address), new Wish(Version.NORMAL, Reason.ADMIN, false, false), FULL)
                        .outcome())
                .isEqualTo(Outcome.SUBSCRIBED);
    }
}
