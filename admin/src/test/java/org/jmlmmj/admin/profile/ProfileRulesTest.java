package org.jmlmmj.admin.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jmlmmj.admin.settings.Setting;
import org.jmlmmj.admin.settings.Settings;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRulesTest {
    private static final EmailAddress LIST = EmailAddress.of("list@example.com");
    private static final String STANDARD_HEADERS = """
            Precedence: bulk
            List-Id: <list@example.com>
            Reply-To: list@example.com
            List-Post: <mailto:list@example.com>
            List-Subscribe: <mailto:list+subscribe@example.com?subject=Subscribe>
            List-Unsubscribe: <mailto:list+unsubscribe@example.com?subject=Unsubscribe>
            """;

    private final Map<String, String> present = new LinkedHashMap<>();
    private Settings settings = Settings.standard();

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void every_parameter_is_found_by_its_name(Parameter parameter) {
        assertThat(Parameter.named(parameter.parameter())).contains(parameter);
    }

    @Test
    void there_are_as_many_parameters_as_answers_have() {
        assertThat(Parameter.values()).hasSize(43);
    }

    @ParameterizedTest
    @CsvSource({"yes, ''", "YES, ''", "true, ''", "1, ''", "no,", "No,", "false,", "0,"})
    void flag_is_a_file_that_is_there_or_not(String value, String content) throws ProfileException {
        ProfileRules.Outcome outcome = decide("moderated", value);

        assertThat(outcome.edits())
                .containsExactly(
                        content == null ? new ControlEdit.Remove("moderated") : new ControlEdit.Write("moderated", ""));
        assertThat(outcome.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maybe", "yes please", "2"})
    void value_that_is_no_flag_changes_nothing_and_is_told(String value) throws ProfileException {
        ProfileRules.Outcome outcome = decide("moderated", value);

        assertThat(outcome.edits()).isEmpty();
        assertThat(outcome.warnings()).singleElement().asString().startsWith("moderated: ");
    }

    @Test
    void who_may_post_is_decided_by_one_file() throws ProfileException {
        assertThat(decide("only_subscriber_can_post", "yes").edits())
                .containsExactly(new ControlEdit.Write("subonlypost", ""), new ControlEdit.Remove("modonlypost"));
        assertThat(decide("only_moderator_can_post", "yes").edits())
                .containsExactly(new ControlEdit.Write("modonlypost", ""), new ControlEdit.Remove("subonlypost"));
        assertThat(decide("only_subscriber_can_post", "yes", "only_moderator_can_post", "yes")
                        .edits())
                .containsExactly(new ControlEdit.Write("modonlypost", ""), new ControlEdit.Remove("subonlypost"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        owner            | b@x.io,A@X.io, b@x.io      | a@x.io;b@x.io;
        owners           | c@x.io                     | c@x.io;
        moderators       | b@x.io, A @x.io,,b@x.io    | b@x.io;a@x.io;
        extra_addresses  | z@x.io,list@example.com    | list@example.com;z@x.io;
        subject_prefix   | '[x] '                     | '[x] ;'
        max_message_size | 0010                       | 10;
        smtp_port        | 10027                      | 10027;
        relay_host       | mail.example.com           | mail.example.com;
        relay_host       | ::1                        | ::1;
        name             | 列表 – l'été                | 列表 – l'été;
        footer_text      | ' -- ;bye ;'               | '-- ;bye;'
        remove_headers   | X-B, x-a:                  | X-B:;x-a:;
        """)
    void value_becomes_the_content_of_its_file(String parameter, String value, String content) throws ProfileException {
        ProfileRules.Outcome outcome = decide(parameter, value.replace(';', '\n'));

        String control = Parameter.named(parameter).orElseThrow().control();
        assertThat(outcome.edits()).containsExactly(new ControlEdit.Write(control, content.replace(';', '\n')));
        assertThat(outcome.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner",
                "moderators",
                "subscription_moderators",
                "subject_prefix",
                "max_message_size",
                "smtp_port",
                "relay_host",
                "smtp_helo",
                "name",
                "footer_text",
                "footer_html",
                "remove_headers",
                "moderate_subscription"
            })
    void empty_value_removes_the_file(String parameter) throws ProfileException {
        assertThat(decide(parameter, "").edits())
                .containsExactly(new ControlEdit.Remove(
                        Parameter.named(parameter).orElseThrow().control()));
    }

    @Test
    void list_keeps_its_own_address_whatever_is_said() throws ProfileException {
        assertThat(decide("extra_addresses", "").edits())
                .containsExactly(new ControlEdit.Write("listaddress", "list@example.com\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c", "a@", "@x.io", "\"a,b\"@x.io", "a@x.io\nb@x.io", "a@x.io\0", "a@localhost"})
    void what_is_no_address_is_left_out_and_told(String wrong) throws ProfileException {
        ProfileRules.Outcome outcome = decide("owner", "good@x.io," + wrong);

        assertThat(outcome.edits()).containsExactly(new ControlEdit.Write("owner", "good@x.io\n"));
        assertThat(outcome.warnings())
                .isNotEmpty()
                .allSatisfy(warning -> assertThat(warning).startsWith("owner: ").doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2147483648", "1e3", "１２", "+5", "1_000", "99999999999999999999"})
    void size_that_is_none_means_no_limit_and_is_told(String value) throws ProfileException {
        ProfileRules.Outcome outcome = decide("max_message_size", value);

        assertThat(outcome.edits()).containsExactly(new ControlEdit.Remove("maxmailsize"));
        assertThat(outcome.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp_port, 0, INVALID_SMTP_PORT",
        "smtp_port, 65536, INVALID_SMTP_PORT",
        "smtp_port, x, INVALID_SMTP_PORT",
        "relay_host, a b, INVALID_RELAY_HOST",
        "relay_host, 'mail.example.com\nRCPT', INVALID_RELAY_HOST",
        "relay_host, mail.example.com:25, INVALID_RELAY_HOST",
        "smtp_helo, -x, INVALID_SMTP_HELO"
    })
    void refuses_to_send_mail_to_a_wrong_place(String parameter, String value, String code) {
        assertThatThrownBy(() -> decide(parameter, value))
                .isInstanceOf(ProfileException.class)
                .hasMessage(code);
    }

    @Test
    void relay_must_be_one_of_those_that_the_settings_allow() throws ProfileException {
        settings = settings.with(Setting.ACCEPTED_RELAY_HOSTS, List.of("Relay.example.com"));

        assertThat(decide("relay_host", "relay.EXAMPLE.com").edits()).hasSize(1);
        assertThatThrownBy(() -> decide("relay_host", "10.0.0.1")).hasMessage("RELAY_HOST_NOT_ALLOWED");
    }

    @Test
    void one_line_files_get_one_line() throws ProfileException {
        ProfileRules.Outcome outcome = decide("subject_prefix", "[a]\nsmuggled");

        assertThat(outcome.edits()).containsExactly(new ControlEdit.Write("prefix", "[a]\n"));
        assertThat(outcome.warnings()).hasSize(1);
    }

    @Test
    void gate_keeps_its_keepers_when_it_is_closed_again() throws ProfileException {
        assertThat(decide("moderate_subscription", "yes").edits()).containsExactly(new ControlEdit.Touch("submod"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        yes | a@x.io | write
        yes | ''     | touch
        no  | a@x.io | remove
        """)
    void gate_and_keepers_in_one_request_do_not_contradict(String gate, String keepers, String expected)
            throws ProfileException {
        ControlEdit edit = switch (expected) {
            case "write" -> new ControlEdit.Write("submod", "a@x.io\n");
            case "touch" -> new ControlEdit.Touch("submod");
            default -> new ControlEdit.Remove("submod");
        };

        assertThat(decide("moderate_subscription", gate, "subscription_moderators", keepers)
                        .edits())
                .containsExactly(edit);
    }

    @Test
    void wrong_gatekeepers_do_not_open_the_gate() throws ProfileException {
        ProfileRules.Outcome outcome = decide("subscription_moderators", "nonsense");

        assertThat(outcome.edits()).containsExactly(new ControlEdit.Write("submod", ""));
        assertThat(outcome.warnings()).hasSize(2);
    }

    @Test
    void custom_headers_come_before_those_of_every_list() throws ProfileException {
        ProfileRules.Outcome outcome = decide(
                "custom_headers", "X-B: 2\r\nX-A: 1\n\nno header\nReply-To: me@x.io\nReply-To : me@x.io\nX C: 3");

        assertThat(outcome.edits())
                .containsExactly(new ControlEdit.Write("customheaders", "X-A: 1\nX-B: 2\n" + STANDARD_HEADERS));
        assertThat(outcome.warnings()).hasSize(4);
    }

    @Test
    void settings_change_the_headers_of_every_list() throws ProfileException {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        changes.put("Reply-To", Optional.empty());
        changes.put("List-Id", Optional.of("<%(listname)s.%(domain)s>"));
        settings = settings.with(Setting.MLMMJ_DEFAULT_CUSTOM_HEADERS, changes)
                .with(Setting.MLMMJ_DEFAULT_REMOVED_HEADERS, List.of("DKIM-Signature:"));

        assertThat(decide("custom_headers", "", "remove_headers", "").edits())
                .containsExactlyInAnyOrder(
                        new ControlEdit.Write("delheaders", "DKIM-Signature:\n"),
                        new ControlEdit.Write(
                                "customheaders",
                                STANDARD_HEADERS
                                        .replace("Reply-To: list@example.com\n", "")
                                        .replace("<list@example.com>\nList-Post", "<list.example.com>\nList-Post")));
    }

    @Test
    void posts_never_get_two_reply_to_headers() throws ProfileException {
        present.put("customheaders", "X-A: 1\n" + STANDARD_HEADERS);
        String without = "X-A: 1\n" + STANDARD_HEADERS.replace("Reply-To: list@example.com\n", "");

        assertThat(decide("reply_to_sender", "yes").edits())
                .containsExactly(new ControlEdit.Write("replyto", ""), new ControlEdit.Write("customheaders", without));

        present.put("replyto", "");
        present.put("customheaders", without);
        assertThat(decide("reply_to_sender", "no").edits())
                .containsExactly(
                        new ControlEdit.Remove("replyto"),
                        new ControlEdit.Write("customheaders", without + "Reply-To: list@example.com\n"));
        assertThat(decide("custom_headers", "X-A: 1").edits())
                .containsExactly(new ControlEdit.Write("customheaders", without));
    }

    @Test
    void footer_in_html_comes_with_one_in_text() throws ProfileException {
        assertThat(decide("footer_html", "<p>bye</p>").edits())
                .containsExactly(
                        new ControlEdit.Write("footer_html", "<p>bye</p>\n"),
                        new ControlEdit.Write("footer_text", "\n"));

        present.put("footer_text", "bye\n");
        assertThat(decide("footer_html", "<p>bye</p>").edits()).hasSize(1);
    }

    @Test
    void new_list_gets_what_the_request_leaves_out() throws ProfileException {
        Map<String, Optional<String>> defaults = new LinkedHashMap<>();
        defaults.put("smtp_port", Optional.of("10027"));
        settings = settings.with(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS, defaults);

        Map<Parameter, String> complete = ProfileDefaults.complete(LIST, settings, Map.of());
        ProfileRules.Outcome outcome =
                ProfileRules.decide(LIST, settings, complete, name -> Optional.ofNullable(present.get(name)));

        assertThat(outcome.edits().stream().filter(edit -> !(edit instanceof ControlEdit.Remove)))
                .containsExactlyInAnyOrder(
                        new ControlEdit.Write("customheaders", STANDARD_HEADERS),
                        new ControlEdit.Write("ifmodsendonlymodmoderate", ""),
                        new ControlEdit.Write("noget", ""),
                        new ControlEdit.Write("subonlyget", ""),
                        new ControlEdit.Write("subonlypost", ""),
                        new ControlEdit.Write("tocc", ""),
                        new ControlEdit.Write("moderators", "postmaster@example.com\n"),
                        new ControlEdit.Write("owner", "postmaster@example.com\n"),
                        new ControlEdit.Write("smtpport", "10027\n"));
    }

    @Test
    void request_wins_over_defaults_and_force_wins_over_the_request() {
        Map<String, Optional<String>> defaults = new LinkedHashMap<>();
        defaults.put("noget", Optional.of("yes"));
        defaults.put("disable_archive", Optional.empty());
        settings = settings.with(Setting.MLMMJ_DEFAULT_PROFILE_SETTINGS, defaults)
                .with(Setting.MLMMJ_FORCED_PROFILE_SETTINGS, Map.of("moderated", Optional.of("yes")));

        Map<Parameter, String> complete = ProfileDefaults.complete(
                LIST,
                settings,
                Map.of(
                        Parameter.ONLY_MODERATOR_CAN_POST, "yes",
                        Parameter.MODERATED, "no",
                        Parameter.OWNERS, "me@x.io"));

        assertThat(complete)
                .containsEntry(Parameter.MODERATED, "yes")
                .containsEntry(Parameter.OWNERS, "me@x.io")
                .doesNotContainKeys(Parameter.OWNER, Parameter.ONLY_SUBSCRIBER_CAN_POST, Parameter.DISABLE_ARCHIVE);
        assertThat(ProfileDefaults.unknown(settings)).containsExactly("noget");
    }

    private ProfileRules.Outcome decide(String... namesAndValues) throws ProfileException {
        Map<Parameter, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(Parameter.named(namesAndValues[i]).orElseThrow(), namesAndValues[i + 1]);
        }
        return ProfileRules.decide(LIST, settings, parameters, name -> Optional.ofNullable(present.get(name)));
    }
}
