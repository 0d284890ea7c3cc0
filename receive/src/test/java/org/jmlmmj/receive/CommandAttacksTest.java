package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as somebody writes them who means ill, or whose mail program is odd. */
class CommandAttacksTest extends OnCommandList {
    private void subscribeAs(String from) {
        fixture.pipe("sam@example.com", "From: " + from + "\nTo: birds+subscribe@example.org\n\nx\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ann Doe <ann@example.net>                        | ann@example.net",
                "\"Doe, Ann\" <Ann@Example.net>                   | ann@example.net",
                "ann@example.net (Ann (the first), of Doe)        | ann@example.net",
                "(a comment) ann@example.net                      | ann@example.net",
                "\"bob@example.com\" <ann@example.net>            | ann@example.net",
                "Friends: ann@example.net;                        | ann@example.net",
                "<@relay.example,@b.example:ann@example.net>      | ann@example.net",
                "J\u00fcrgen <ann@example.net>                     | ann@example.net",
                "=?utf-8?q?bob=40example=2Ecom?= <ann@example.net> | ann@example.net",
                "<a\u00fcnn@example.net>                           | a\u00fcnn@example.net",
            })
    void the_address_is_found_whatever_stands_around_it(String from, String address) {
        subscribeAs(from);
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(utf8(list.content("subconf/" + list.names("subconf").get(0))))
                .isEqualTo(address);
    }

    private static String utf8(String octets) {
        return new String(
                octets.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<>",
                "ann",
                "undisclosed-recipients:;",
                "ann@example.net, bob@example.net",
                "Friends: ann@example.net, bob@example.net;",
                "<ann@example.net>, <bob@example.net>",
                "\"a b\"@example.net",
                "\"x> RCPT TO:<y\"@example.net",
                "/etc/passwd@example.net",
                "..@example.net",
                "birds@example.org",
                "BIRDS+subscribe@example.org"
            })
    void nobody_is_subscribed_who_is_not_one_storable_person(String from) {
        subscribeAs(from);
        assertThat(list.names("subconf")).isEmpty();
        assertThat(fixture.relay().accepted()).isEmpty();
    }

    @Test
    void two_from_headers_are_nobody() {
        fixture.pipe(
                "sam@example.com",
                "From: ann@example.net\nFrom: bob@example.net\nTo: birds+subscribe@example.org\n\nx\n");
        assertThat(list.names("subconf")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../subconf/0123456789abcdef",
                "0123456789abcdef/../0123456789abcdef",
                "0123456789abcde",
                "0123456789abcdef0",
                "0123456789abcdef.omit",
                "0123456789abcdef-",
                "0123456789abcdef%00",
                "0123456789ABCDEG",
                "*",
                "",
            })
    void guessed_cookie_of_a_wrong_form_touches_nothing(String cookie) {
        list.file("subconf/" + COOKIE, "ann@example.net")
                .file("unsubconf/" + COOKIE, "ann@example.net")
                .file("moderation/" + COOKIE, "From: a@b\n\npost\n")
                .file("moderation/" + COOKIE + ".omit", "a@b")
                .file("moderation/subscribe" + COOKIE, "ann@example.net\nSUB_NORMAL\n");
        for (String word : new String[] {
            "confsub", "confsub-digest", "confunsub", "release", "reject", "permit", "obstruct", "moderate"
        }) {
            fixture.write("sam@example.com", word + "-" + cookie);
        }
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("unsubconf")).hasSize(1);
        assertThat(list.names("moderation")).hasSize(3);
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.content("index")).isEmpty();
    }

    @Test
    void over_long_extension_is_no_cookie() {
        list.file("subconf/" + COOKIE, "ann@example.net");
        fixture.pipe(
                "sam@example.com",
                "From: sam@example.com\nDelivered-To: birds+confsub-" + COOKIE + "-" + "a".repeat(300)
                        + "=b@example.org\nTo: x@y\n\nx\n");
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @Test
    void cookies_of_one_kind_are_of_no_use_for_another() {
        list.file("subconf/" + COOKIE, "ann@example.net");
        fixture.write("sam@example.com", "confunsub-" + COOKIE);
        fixture.write("sam@example.com", "permit-" + COOKIE);
        fixture.write("sam@example.com", "release-" + COOKIE);
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("subscribers.d")).isEmpty();
    }

    @Test
    void request_that_is_a_link_is_none() throws Exception {
        java.nio.file.Files.createSymbolicLink(list.path("subconf/" + COOKIE), list.path("control/owner"));
        fixture.write("sam@example.com", "confsub-" + COOKIE);
        assertThat(list.names("subscribers.d")).isEmpty();
        assertThat(list.content("control/owner")).isEqualTo("keeper@example.org\n");
    }

    @Test
    @Tag("heavy")
    void flood_of_requests_in_a_victims_name_makes_one_mail() {
        int mails = 0;
        for (int i = 0; i < 300; i++) {
            mails += fixture.write("ann@example.net", i % 2 == 0 ? "subscribe" : "subscribe-digest")
                    .size();
        }
        assertThat(mails).isEqualTo(1);
        assertThat(list.names("subconf")).hasSize(1);
        assertThat(list.names("queue")).containsExactly("discarded");
    }
}
