package org.jmlmmj.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jmlmmj.core.spool.Cookie;
import org.jmlmmj.core.subscriber.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCommandTest {
    private static final Cookie COOKIE = new Cookie("0123456789abcdef");
    private static final Cookie OLD = new Cookie("0123456789abcdef-ann=example.net");

    private static void assertParses(String extension, ListCommand command) {
        assertThat(ListCommand.parse(extension)).contains(command);
    }

    @Test
    void reads_every_command_word() {
        assertParses("subscribe", new ListCommand.Subscribe(Version.NORMAL));
        assertParses("Subscribe-DIGEST", new ListCommand.Subscribe(Version.DIGEST));
        assertParses("subscribe-nomail", new ListCommand.Subscribe(Version.NOMAIL));
        assertParses("subscribe-both", new ListCommand.Subscribe(Version.BOTH));
        assertParses("confsub-0123456789abcdef", new ListCommand.ConfirmSubscription(Version.NORMAL, COOKIE));
        assertParses("confsub-digest-0123456789ABCDEF", new ListCommand.ConfirmSubscription(Version.DIGEST, COOKIE));
        assertParses("confsub-nomail-0123456789abcdef", new ListCommand.ConfirmSubscription(Version.NOMAIL, COOKIE));
        assertParses("confsub-both-0123456789abcdef", new ListCommand.ConfirmSubscription(Version.BOTH, COOKIE));
        assertParses(
                "confsub-0123456789abcdef-Ann=Example.net", new ListCommand.ConfirmSubscription(Version.NORMAL, OLD));
        assertParses("unsubscribe", new ListCommand.Unsubscribe());
        assertParses("unsubscribe-digest", new ListCommand.Unsubscribe());
        assertParses("unsubscribe-nomail", new ListCommand.Unsubscribe());
        assertParses("confunsub-0123456789abcdef", new ListCommand.ConfirmUnsubscription(Optional.empty(), COOKIE));
        assertParses(
                "confunsub-digest-0123456789abcdef",
                new ListCommand.ConfirmUnsubscription(Optional.of(Version.DIGEST), COOKIE));
        assertParses("bounces-7-Ann=example.net", new ListCommand.Bounce("7-Ann=example.net"));
        assertParses("bounces-", new ListCommand.Bounce(""));
        assertParses("release-0123456789abcdef", new ListCommand.Release(COOKIE));
        assertParses("moderate-0123456789abcdef", new ListCommand.Release(COOKIE));
        assertParses("reject-0123456789abcdef", new ListCommand.Reject(COOKIE));
        assertParses("permit-0123456789abcdef", new ListCommand.Permit(COOKIE));
        assertParses("moderate-subscribe0123456789abcdef", new ListCommand.Permit(COOKIE));
        assertParses("release-subscribe0123456789abcdef", new ListCommand.Permit(COOKIE));
        assertParses("obstruct-0123456789abcdef", new ListCommand.Obstruct(COOKIE));
        assertParses("HELP", new ListCommand.Help());
        assertParses("faq", new ListCommand.Faq());
        assertParses("get-007", new ListCommand.Get(7));
        assertParses("list", new ListCommand.ListSubscribers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "listx",
                "help-me",
                "unsubscribe-both",
                "subscribe-",
                "confsub",
                "confsub-",
                "confsub-0123456789abcde",
                "confsub-0123456789abcdef0",
                "confsub-../../control/owner",
                "confsub-0123456789abcdef-../x=y",
                "confsub-0123456789abcdef-",
                "confunsub-both-0123456789abcdef",
                "release-0123456789abcdef.omit",
                "release-0123456789abcdef.sending",
                "release-0123456789abcdef-ann=example.net",
                "reject-subscribe0123456789abcdef",
                "permit-0123456789abcdeg",
                "bounces-../x",
                "get-",
                "get-1x",
                "get--1",
                "get-9999999999999999999",
            })
    void refuses_everything_else(String extension) {
        assertThat(ListCommand.parse(extension)).isEmpty();
    }

    @Property
    void never_fails_and_never_lets_a_path_through(@ForAll String text) {
        for (String word : new String[] {"", "confsub-", "release-", "get-", "moderate-subscribe"}) {
            assertThat(ListCommand.parse(word + text).toString()).doesNotContain("../");
        }
    }
}
