package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.jmlmmj.core.subscriber.Reason;
import org.jmlmmj.core.subscriber.Version;
import org.jmlmmj.core.subscription.SubscriptionRules.Step;
import org.jmlmmj.core.subscription.SubscriptionRules.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionRulesTest {
    @ParameterizedTest
    @CsvSource({
        // current, wanted, reason, confirm, force, gatekeepers, step
        "none, normal, request, true, false, false, confirm",
        "none, normal, request, false, false, false, subscribe request",
        "none, digest, request, true, false, true, confirm",
        "none, digest, request, false, false, true, gatekeepers",
        "none, digest, confirm, false, false, true, gatekeepers",
        "none, both, permit, false, false, true, subscribe permit",
        "none, both, permit, true, false, true, confirm",
        "none, nomail, admin, false, true, true, subscribe admin",
        "none, nomail, admin, false, false, true, gatekeepers",
        "none, nomail, admin, true, true, true, confirm",
        "normal, normal, request, true, false, true, already",
        "both, both, admin, false, true, false, already",
        "normal, nomail, request, true, false, true, confirm",
        "normal, nomail, request, false, false, true, subscribe switch",
        "normal, nomail, confirm, false, false, true, subscribe switch",
        "both, digest, admin, true, false, true, subscribe switch",
        "nomail, both, admin, false, false, true, subscribe switch",
    })
    void decides_the_next_step(
            String current,
            String wanted,
            String reason,
            boolean confirm,
            boolean force,
            boolean gatekeepers,
            String step) {
        Wish wish = new Wish(version(wanted), Reason.valueOf(reason.toUpperCase(Locale.ROOT)), confirm, force);
        Optional<Version> state = current.equals("none") ? Optional.empty() : Optional.of(version(current));
        assertThat(word(SubscriptionRules.next(state, wish, gatekeepers))).isEqualTo(step);
    }

    private static Version version(String word) {
        return Version.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(Step step) {
        if (step instanceof Step.Subscribe subscribe) {
            return "subscribe " + subscribe.reason().word();
        }
        return step instanceof Step.AlreadySubscribed
                ? "already"
                : step instanceof Step.AskConfirmation ? "confirm" : "gatekeepers";
    }
}
