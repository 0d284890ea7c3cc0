package org.jmlmmj.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spec 02 §5.3: grammar, evaluation and results. */
class AccessRulesTest {
    private static final EmailAddress ANN = EmailAddress.of("ann@example.org");
    private static final List<String> MAIL = List.of(
            "From ann@example.org Tue Mar  4 09:07:05 2025",
            "Received: from relay.example.net by mail.example.org",
            "From: Ann <ann@example.org>",
            "Subject: Cheap   pills");

    private static AccessResult judge(String... rules) {
        return AccessRules.of(List.of(rules)).judge(MAIL);
    }

    private static String octets(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource(AccessAction.class)
    void action_alone_always_applies(AccessAction action) {
        AccessResult result = judge(action.word());

        assertThat(result.action()).isEqualTo(action);
        assertThat(result.rule()).hasValue(0);
        assertThat(result.header()).isEmpty();
        assertThat(result.qualifier()).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AccessAction.class)
    void rule_applies_when_any_header_matches(AccessAction action) {
        AccessResult result = judge(action.word() + " ^subject: cheap", "allow");

        assertThat(result.action()).isEqualTo(action);
        assertThat(result.rule()).hasValue(0);
        assertThat(result.header()).hasValue("Subject: Cheap   pills");
    }

    @Test
    void first_matching_header_is_named() {
        assertThat(judge("deny example\\.").header()).hasValue(MAIL.get(0));
        assertThat(judge("deny ^received:").header()).hasValue(MAIL.get(1));
    }

    @Test
    void rule_does_not_apply_when_no_header_matches() {
        assertThat(judge("deny ^X-Spam:", "allow").action()).isEqualTo(AccessAction.ALLOW);
        assertThat(judge("deny ^X-Spam:", "allow").rule()).hasValue(1);
    }

    @Test
    void first_rule_that_applies_decides() {
        AccessResult result = judge("moderate ^X-Spam:", "send ^From: Ann", "discard", "deny");

        assertThat(result.action()).isEqualTo(AccessAction.SEND);
        assertThat(result.rule()).hasValue(1);
    }

    @Test
    void negated_rule_applies_when_no_header_matches() {
        AccessResult result = judge("deny !^X-Approved:", "allow");

        assertThat(result.action()).isEqualTo(AccessAction.DENY);
        assertThat(result.header()).isEmpty();
        assertThat(judge("deny !^From:", "allow").action()).isEqualTo(AccessAction.ALLOW);
    }

    @Test
    void exclamation_mark_negates_only_right_after_the_blank() {
        assertThat(judge("deny  !", "allow").action()).isEqualTo(AccessAction.ALLOW);
        assertThat(judge("deny a!", "allow").action()).isEqualTo(AccessAction.ALLOW);
        assertThat(judge("deny !!", "allow").action()).isEqualTo(AccessAction.DENY);
    }

    @Test
    void denies_by_default_when_no_rule_applies() {
        AccessResult result = judge("allow ^X-Approved:");

        assertThat(result.action()).isEqualTo(AccessAction.DENY);
        assertThat(result.rule()).isEmpty();
        assertThat(result.qualifier()).isEmpty();
    }

    @Test
    void empty_file_denies_every_mail() {
        assertThat(judge().action()).isEqualTo(AccessAction.DENY);
        assertThat(judge("", "").action()).isEqualTo(AccessAction.DENY);
    }

    @Test
    void mail_without_headers_meets_negated_and_unconditional_rules_only() {
        List<String> none = List.of();
        assertThat(AccessRules.of(List.of("allow ", "discard !x")).judge(none).action())
                .isEqualTo(AccessAction.DISCARD);
        assertThat(AccessRules.of(List.of("allow")).judge(none).action()).isEqualTo(AccessAction.ALLOW);
    }

    @Test
    void empty_expression_matches_every_header() {
        assertThat(judge("allow ").header()).hasValue(MAIL.get(0));
        assertThat(judge("allow !").action()).isEqualTo(AccessAction.DENY);
    }

    @Test
    void exactly_one_blank_separates_action_and_expression() {
        assertThat(judge("deny    pills", "allow").action()).isEqualTo(AccessAction.DENY);
        assertThat(judge("deny     pills", "allow").action()).isEqualTo(AccessAction.ALLOW);
        assertThat(judge("deny pills ", "allow").action()).isEqualTo(AccessAction.ALLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "^.*pills, true",
        "^.*.*pills, true",
        ".*pills, true",
        ".*.*.*pills, true",
        "^.*, true",
        ".*^Subject, true",
        "^.*^Subject, true",
        "^.*ills$, true",
        "^^.*pills, true",
        "^.*spam, false",
    })
    void leading_parts_that_match_anything_are_removed(String expression, boolean applies) {
        assertThat(judge("deny " + expression, "allow").action() == AccessAction.DENY)
                .isEqualTo(applies);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^.**x", ".*+", "^.*{2}", ".*.**"})
    void what_is_left_after_removing_them_must_be_an_expression(String expression) {
        assertUnusable("allow " + expression, "nothing to repeat");
    }

    @Test
    void removed_once_the_start_of_the_header_is_no_longer_removed() {
        // "^.*" goes, then "^.*x" stays and is an expression like any other.
        assertThat(judge("deny ^.*^.*pills", "allow").action()).isEqualTo(AccessAction.DENY);
        assertThat(judge("deny ^.*^pills", "allow").action()).isEqualTo(AccessAction.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Allow", "DENY x", "reject", " allow", "\tallow", "al", "allowed", "deny\tx", "deny:x", "deny!x",
                "allow_x", "-", "!x"
            })
    void line_that_is_no_rule_denies_every_mail(String line) {
        assertUnusable(line, "");
    }

    @Test
    void comment_is_no_rule_and_warns_loudly() {
        assertUnusable("# spammers", "begins with #, and there are no comments here");
    }

    @ParameterizedTest
    @CsvSource({
        "(, without its )",
        "'[', without its ]",
        "a{2, '{'",
        "(a)\\1, back reference",
        "((a{1000}){1000}){1000}, too large"
    })
    void expression_that_cannot_be_used_denies_every_mail(String expression, String reason) {
        assertUnusable("allow " + expression, reason);
        assertUnusable("allow !" + expression, reason);
        assertUnusable("discard-x " + expression, reason);
    }

    private static void assertUnusable(String line, String reason) {
        AccessResult result =
                AccessRules.of(List.of("send ^X-None:", "", line, "allow")).judge(MAIL);

        assertThat(result.action()).isEqualTo(AccessAction.DENY);
        assertThat(result.rule()).hasValue(1);
        assertThat(result.qualifier()).isEmpty();
        assertThat(result.header()).isEmpty();
        assertThat(result.warnings())
                .singleElement()
                .asString()
                .startsWith("rule #1 (control/access, line 3: \"" + line)
                .contains("cannot be used", reason);
    }

    @Test
    void unusable_rule_after_the_deciding_one_changes_nothing() {
        AccessResult result = judge("allow", "(");

        assertThat(result.action()).isEqualTo(AccessAction.ALLOW);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void rules_are_numbered_without_empty_lines() {
        AccessResult result = judge("", "deny ^X-None:", "", "", "allow");

        assertThat(result.rule()).hasValue(1);
        assertThat(result.reason()).contains("rule #1", "line 5");
    }

    @Test
    void qualifier_of_the_deciding_rule_is_kept() {
        assertThat(judge("deny-html ^Subject:").qualifier()).hasValue("html");
        assertThat(judge("deny-html.2_x-Y !^X-None:").qualifier()).hasValue("html.2_x-Y");
    }

    @Test
    void qualifier_of_an_earlier_rule_is_not_used() {
        AccessResult result = judge("deny-html ^Content-Type: text/html", "deny ^Subject:");

        assertThat(result.action()).isEqualTo(AccessAction.DENY);
        assertThat(result.qualifier()).isEmpty();
        assertThat(judge("deny-html ^X-None:").qualifier()).isEmpty();
        assertThat(judge("deny-html ^X-None:", "(").qualifier()).isEmpty();
    }

    @Test
    void qualifier_without_expression_always_applies() {
        AccessResult result = judge("deny-html", "allow");

        assertThat(result.action()).isEqualTo(AccessAction.DENY);
        assertThat(result.qualifier()).hasValue("html");
        assertThat(judge("allow-x").action()).isEqualTo(AccessAction.ALLOW);
    }

    @Test
    void hyphen_without_qualifier_is_a_rule_without_one() {
        assertThat(judge("allow-").action()).isEqualTo(AccessAction.ALLOW);
        assertThat(judge("deny- ^Subject:", "allow").action()).isEqualTo(AccessAction.DENY);
        assertThat(judge("deny- ^Subject:", "allow").qualifier()).isEmpty();
        assertThat(judge("deny- ^X-None:", "allow").action()).isEqualTo(AccessAction.ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "a/b", ".hidden", "..", "a\u0000b", "a\tb", "a$b", "\u00c3\u00a4", "a*"})
    void qualifier_that_could_leave_the_folder_of_texts_is_ignored_with_a_warning(String qualifier) {
        AccessResult result = judge("deny-" + qualifier + " ^Subject:", "allow");

        assertThat(result.action()).isEqualTo(AccessAction.DENY);
        assertThat(result.qualifier()).isEmpty();
        assertThat(result.warnings()).singleElement().asString().contains("line 1", "qualifier");
    }

    @Test
    void qualifier_that_is_too_long_for_a_file_name_is_ignored_with_a_warning() {
        assertThat(judge("deny-" + "x".repeat(64)).qualifier()).hasValue("x".repeat(64));
        assertThat(judge("deny-" + "x".repeat(65)).qualifier()).isEmpty();
        assertThat(judge("deny-" + "x".repeat(65)).warnings()).hasSize(1);
    }

    @Test
    void escaped_letter_that_is_no_operator_warns_and_counts_as_the_letter() {
        AccessResult result = judge("deny \\d{3}", "moderate \\pills\\Q", "allow");

        assertThat(result.action()).isEqualTo(AccessAction.ALLOW);
        assertThat(result.warnings())
                .hasSize(3)
                .allMatch(warning -> warning.startsWith("rule #"))
                .anyMatch(warning -> warning.contains("\\d is no operator"));
    }

    @Test
    void headers_and_rules_are_compared_octet_by_octet() {
        List<String> headers = List.of(octets("Subject: Gr\u00fc\u00dfe"));

        assertThat(AccessRules.of(List.of(octets("allow gr\u00fc\u00dfe$")))
                        .judge(headers)
                        .action())
                .isEqualTo(AccessAction.ALLOW);
        assertThat(AccessRules.of(List.of(octets("allow GR\u00dc")))
                        .judge(headers)
                        .action())
                .isEqualTo(AccessAction.DENY);
        assertThat(AccessRules.of(List.of("allow Gr..\u00c3.e$")).judge(headers).action())
                .isEqualTo(AccessAction.ALLOW);
    }

    @Test
    void headers_are_not_decoded() {
        List<String> headers = List.of("Subject: =?utf-8?Q?spam?=");

        assertThat(AccessRules.of(List.of("allow ^Subject: spam"))
                        .judge(headers)
                        .action())
                .isEqualTo(AccessAction.DENY);
        assertThat(AccessRules.of(List.of("allow =\\?utf-8\\?q\\?spam\\?="))
                        .judge(headers)
                        .action())
                .isEqualTo(AccessAction.ALLOW);
    }

    @Test
    @Timeout(60)
    void large_expression_does_not_run_for_minutes_on_a_mail_with_megabytes_of_headers() {
        List<String> headers = Collections.nCopies(4, "X-A: " + "a".repeat(1024 * 1024));
        AccessRules rules = AccessRules.of(List.of("moderate (a|aa){500}b", "allow"));

        AccessResult result = rules.judge(headers);

        assertThat(result.action()).isEqualTo(AccessAction.DENY);
        assertThat(result.warnings()).singleElement().asString().contains("too large for so many octets");
        assertThat(rules.judge(MAIL).action()).isEqualTo(AccessAction.ALLOW);
    }

    @Test
    @Tag("heavy")
    @Timeout(60)
    void usual_expressions_search_the_largest_headers_a_mail_may_have() {
        List<String> headers = Collections.nCopies(4, "X-A: " + "a".repeat(1024 * 1024));

        assertThat(AccessRules.of(List.of("deny ^Subject:.*(viagra|pills){2,4}", "moderate (a+)+$"))
                        .judge(headers)
                        .action())
                .isEqualTo(AccessAction.MODERATE);
    }

    @Test
    void log_names_header_and_rule() {
        assertThat(judge("allow ^X-None:", "deny ^subject:").logLines(ANN))
                .containsExactly(
                        "access - A mail from \"ann@example.org\" with header \"Subject: Cheap   pills\" is denied"
                                + " by rule #1 (control/access, line 2: \"deny ^subject:\")");
    }

    @Test
    void log_names_the_rule_that_always_applies() {
        assertThat(judge("moderate").logLines(ANN))
                .containsExactly("access - A mail from \"ann@example.org\" is moderated"
                        + " by rule #0 (control/access, line 1: \"moderate\")");
    }

    @Test
    void log_tells_that_no_header_matched() {
        assertThat(judge("discard !^X-Approved:").logLines(ANN))
                .containsExactly("access - A mail from \"ann@example.org\" is discarded"
                        + " by rule #0 (control/access, line 1: \"discard !^X-Approved:\"), because no header matched");
    }

    @Test
    void log_tells_of_denial_by_default() {
        assertThat(judge().logLines(ANN))
                .containsExactly(
                        "access - A mail from \"ann@example.org\" is denied by default, because no rule applies");
    }

    @Test
    void log_tells_what_is_wrong_with_a_rule() {
        assertThat(judge("allow (").logLines(ANN))
                .containsExactly(
                        "access - rule #0 (control/access, line 1: \"allow (\") cannot be used: it has a ( without its )",
                        "access - A mail from \"ann@example.org\" is denied, because rule #0 cannot be used");
    }

    @Test
    void log_shows_utf8_as_text_and_cuts_what_is_long() {
        AccessResult result = AccessRules.of(List.of("allow ^Subject:"))
                .judge(List.of(octets("Subject: \u00e4" + "\ud83d\ude00".repeat(1000))));

        // 200 UTF-16 units would end inside a surrogate pair.
        assertThat(result.logLines(ANN))
                .singleElement()
                .asString()
                .contains("\"Subject: \u00e4" + "\ud83d\ude00".repeat(95) + "\"... is allowed");
    }

    @Test
    void log_shows_octets_that_are_no_utf8_as_latin1() {
        AccessResult result = AccessRules.of(List.of("allow \u00e4")).judge(List.of("Subject: \u00e4"));

        assertThat(result.logLines(ANN)).singleElement().asString().contains("\"Subject: \u00e4\"");
    }
}
