package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.send.smtp.Ending.Broken;
import org.jmlmmj.send.smtp.Ending.Finished;
import org.jmlmmj.send.smtp.Ending.NeedsHelo;
import org.jmlmmj.send.smtp.Ending.Refusing;
import org.jmlmmj.send.smtp.Ending.Unavailable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte-exact dialogues for every row of spec 03 §7.3, §9.1 and §9.3. */
class SmtpConversationTest {
    private static final String ME = "mx.lists.example";
    private static final String MAIL = "Subject: hello\n\ntext\n";

    @TempDir
    Path folder;

    private Transcript play(SmtpConversation conversation, List<String> recipients, String script) {
        return play(conversation, MAIL, false, recipients, script);
    }

    private Transcript play(
            SmtpConversation conversation, String mail, boolean addressed, List<String> recipients, String script) {
        WireImage image = Mails.image(folder, mail);
        List<Transaction> transactions = new ArrayList<>();
        for (String recipient : recipients) {
            transactions.add(Mails.transaction(transactions.size(), recipient, image, addressed));
        }
        return Transcript.play(conversation, transactions, script);
    }

    private Transcript play(List<String> recipients, String script) {
        return play(SmtpConversation.ehlo(ME), recipients, script);
    }

    private static final String OPEN = """
            S: 220 relay ESMTP
            C: EHLO mx.lists.example
            S: 250 relay
            """;

    private static final String ANN = """
            C: MAIL FROM:<news+bounces-37-ann=a.example@lists.example>
            S: 250 ok
            C: RCPT TO:<ann@a.example>
            S: 250 ok
            C: DATA
            S: 354 go ahead
            C: Subject: hello
            C:\s
            C: text
            C: .
            """;

    private static final String CID = """
            C: MAIL FROM:<news+bounces-37-cid=c.example@lists.example>
            S: 250 ok
            C: RCPT TO:<cid@c.example>
            S: 250 ok
            C: DATA
            S: 354 go ahead
            C: Subject: hello
            C:\s
            C: text
            C: .
            S: 250 queued
            """;

    private static final String BYE = """
            C: QUIT
            S: 221 bye
            CLOSED
            """;

    private static final List<String> BOTH = List.of("ann@a.example", "cid@c.example");

    @Test
    void sends_one_transaction_per_recipient() {
        Transcript played = play(BOTH, OPEN + ANN + "S: 250 queued\n" + CID + BYE);
        assertThat(played.outcomes()).containsExactly("ann@a.example Accepted", "cid@c.example Accepted");
        assertThat(played.ending()).isEqualTo(new Finished());
        assertThat(played.waits())
                .containsExactly(
                        Wait.GREETING,
                        Wait.HELLO,
                        Wait.MAIL,
                        Wait.RCPT,
                        Wait.DATA,
                        Wait.WRITE,
                        Wait.DOT,
                        Wait.MAIL,
                        Wait.RCPT,
                        Wait.DATA,
                        Wait.WRITE,
                        Wait.DOT,
                        Wait.QUIT);
    }

    @Test
    void understands_replies_of_several_lines_everywhere() {
        Transcript played = play(List.of("ann@a.example"), """
                S: 220-relay
                S: 220-no spam
                S: 220 please
                C: EHLO mx.lists.example
                S: 250-relay
                S: 250-HELP
                S: 250 OK
                C: MAIL FROM:<news+bounces-37-ann=a.example@lists.example>
                S: 250-2.1.0 sender
                S: 250 2.1.0 ok
                C: RCPT TO:<ann@a.example>
                S: 250-2.1.5 rcpt
                S: 250 2.1.5 ok
                C: DATA
                S: 354-go
                S: 354 ahead
                C: Subject: hello
                C:\s
                C: text
                C: .
                S: 250-2.0.0 from MTA(smtp:[127.0.0.1]:10028):
                S: 250 2.0.0 queued
                C: QUIT
                S: 221-bye
                S: 221 bye
                """);
        assertThat(played.outcomes()).containsExactly("ann@a.example Accepted");
        assertThat(played.ending()).isEqualTo(new Finished());
    }

    @Nested
    class WhenOpening {
        @ParameterizedTest
        @ValueSource(strings = {"554 no", "421 busy", "450 later", "354 odd"})
        void gives_up_without_quit_on_a_bad_greeting(String greeting) {
            Transcript played = play(BOTH, "S: " + greeting + "\nCLOSED\n");
            assertThat(played.ending()).isEqualTo(new Unavailable("greeting: " + greeting));
            assertThat(played.outcomes()).isEmpty();
        }

        @Test
        void gives_up_when_ehlo_is_a_syntax_error() {
            Transcript played = play(BOTH, """
                    S: 220 relay
                    C: EHLO mx.lists.example
                    S: 501 bad name
                    C: QUIT
                    S: 221 bye
                    """);
            assertThat(played.ending()).isEqualTo(new Unavailable("EHLO: 501 bad name"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"500 what?", "502 no", "550 no"})
        void uses_helo_on_the_same_connection_when_ehlo_is_refused(String refusal) {
            Transcript played = play(
                    List.of("ann@a.example"),
                    "S: 220 relay\nC: EHLO mx.lists.example\nS: " + refusal + "\n"
                            + "C: RSET\nS: 500 what again?\nC: HELO mx.lists.example\nS: 250 relay\n"
                            + ANN + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@a.example Accepted");
        }

        @ParameterizedTest
        @ValueSource(strings = {"421 busy", "450 later", "354 odd"})
        void wants_a_new_connection_with_helo_when_ehlo_fails_otherwise(String reply) {
            Transcript played =
                    play(BOTH, "S: 220 relay\nC: EHLO mx.lists.example\nS: " + reply + "\nC: QUIT\nS: 221 bye\n");
            assertThat(played.ending()).isEqualTo(new NeedsHelo("EHLO: " + reply));
        }

        @Test
        void wants_a_new_connection_with_helo_when_the_answer_to_ehlo_is_junk() {
            Transcript played = play(BOTH, "S: 220 relay\nC: EHLO mx.lists.example\nS: hello\nCLOSED\n");
            assertThat(played.ending()).isInstanceOf(NeedsHelo.class);
        }

        @Test
        void wants_a_new_connection_with_helo_when_helo_is_refused_after_ehlo() {
            Transcript played = play(BOTH, """
                    S: 220 relay
                    C: EHLO mx.lists.example
                    S: 500 what?
                    C: RSET
                    S: 250 ok
                    C: HELO mx.lists.example
                    S: 503 no
                    C: QUIT
                    S: 221 bye
                    """);
            assertThat(played.ending()).isEqualTo(new NeedsHelo("HELO: 503 no"));
        }

        @Test
        void says_only_helo_on_the_second_connection() {
            Transcript played = play(
                    SmtpConversation.helo(ME),
                    List.of("ann@a.example"),
                    "S: 220 relay\nC: HELO mx.lists.example\nS: 250 relay\n" + ANN + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@a.example Accepted");
        }

        @Test
        void gives_up_when_helo_is_refused_on_the_second_connection() {
            Transcript played = play(
                    SmtpConversation.helo(ME),
                    BOTH,
                    "S: 220 relay\nC: HELO mx.lists.example\nS: 550 no\nC: QUIT\nS: 221 bye\n");
            assertThat(played.ending()).isEqualTo(new Unavailable("HELO: 550 no"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "S: 220 relay\nC: EHLO mx.lists.example\n",
                    "S: 220 relay\nC: EHLO mx.lists.example\nS: 250-half\n",
                    "S: 220 relay\nC: EHLO mx.lists.example\nS: 500 what?\nC: RSET\n",
                    "S: 220 relay\nC: EHLO mx.lists.example\nS: 500 what?\nC: RSET\nS: 250 ok\nC: HELO mx.lists.example\n"
                })
        void is_unavailable_when_the_server_goes_or_stays_silent(String before) {
            assertThat(play(BOTH, before + "EOF\nCLOSED\n").ending()).isInstanceOf(Unavailable.class);
            Transcript silent = play(BOTH, before + "TIMEOUT\nCLOSED\n");
            assertThat(silent.ending()).isInstanceOf(Unavailable.class);
            assertThat(silent.outcomes()).isEmpty();
        }

        @Test
        void is_unavailable_when_there_is_no_connection() {
            assertThat(SmtpConversation.ehlo(ME).disconnected("connection refused"))
                    .containsExactly(new SmtpAction.Disconnect(new Unavailable("connection refused")));
        }

        @Test
        void just_closes_when_there_is_nothing_to_do_any_more() {
            SmtpConversation conversation = SmtpConversation.ehlo(ME);
            conversation.connected();
            assertThat(conversation.finish()).containsExactly(new SmtpAction.Disconnect(new Finished()));
        }
    }

    @Nested
    class WhenRefused {
        private static final String MAIL_ANN = "C: MAIL FROM:<news+bounces-37-ann=a.example@lists.example>\n";
        private static final String RCPT_ANN = MAIL_ANN + "S: 250 ok\nC: RCPT TO:<ann@a.example>\n";
        private static final String DATA_ANN = RCPT_ANN + "S: 250 ok\nC: DATA\n";
        private static final String RSET = "C: RSET\nS: 250 ok\n";

        private void check(String refused, String outcome) {
            Transcript played = play(BOTH, OPEN + refused + CID + BYE);
            assertThat(played.outcomes()).containsExactly("ann@a.example " + outcome, "cid@c.example Accepted");
            assertThat(played.ending()).isEqualTo(new Finished());
        }

        @ParameterizedTest
        @ValueSource(strings = {"450 later", "451 4.3.0 x", "550 no", "501 what", "552 5.3.4 too big"})
        void defers_a_recipient_whose_mail_command_is_refused(String reply) {
            check(MAIL_ANN + "S: " + reply + "\n" + RSET, "Deferred at MAIL");
        }

        @ParameterizedTest
        @ValueSource(strings = {"550 no", "553 no", "501 what", "503 no", "550 5.7.1 no"})
        void refuses_a_recipient_for_good_on_5yz(String reply) {
            check(RCPT_ANN + "S: " + reply + "\n" + RSET, "Refused");
        }

        @ParameterizedTest
        @ValueSource(strings = {"450 greylisted", "452 4.5.3 too many", "400 later"})
        void defers_a_recipient_on_4yz(String reply) {
            check(RCPT_ANN + "S: " + reply + "\n" + RSET, "Deferred at RCPT");
        }

        @ParameterizedTest
        @ValueSource(strings = {"450 later", "554 no", "503 no recipients"})
        void defers_a_recipient_whose_data_command_is_refused(String reply) {
            check(DATA_ANN + "S: " + reply + "\n" + RSET, "Deferred at DATA");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"450 4.4.1 next hop down", "451 4.5.0 trouble", "550 5.6.3 no", "554 5.7.0 blocked", "552 x"
                })
        void defers_a_recipient_whose_message_is_refused_and_needs_no_reset(String reply) {
            check(ANN + "S: " + reply + "\n", "Deferred at DOT");
        }

        @ParameterizedTest
        @ValueSource(strings = {"550 5.1.1 unknown", "550 5.1.10 null mx", "554 5.2.1 disabled"})
        void refuses_a_recipient_for_good_when_the_message_is_refused_because_of_the_address(String reply) {
            check(ANN + "S: " + reply + "\n", "Refused");
        }

        @Test
        void takes_no_bad_address_from_a_transient_reply() {
            check(ANN + "S: 450 4.1.1 unknown yet\n", "Deferred at DOT");
            check(ANN + "S: 450 5.1.1 contradiction\n", "Deferred at DOT");
        }

        @Test
        void quits_after_three_refusals_in_a_row_of_mail_or_data() {
            Transcript played = play(
                    List.of("ann@a.example", "ann@a.example", "ann@a.example", "ann@a.example"),
                    OPEN + MAIL_ANN + "S: 451 x\n" + RSET + DATA_ANN + "S: 451 y\n" + RSET + MAIL_ANN + "S: 550 z\n"
                            + BYE);
            assertThat(played.outcomes())
                    .containsExactly(
                            "ann@a.example Deferred at MAIL",
                            "ann@a.example Deferred at DATA",
                            "ann@a.example Deferred at MAIL");
            assertThat(played.ending()).isEqualTo(new Refusing(SmtpReply.of(550, "z")));
        }

        @Test
        void counts_refusals_anew_after_any_other_outcome() {
            String refusedMail = MAIL_ANN + "S: 451 x\n" + RSET;
            Transcript played = play(
                    List.of(
                            "ann@a.example",
                            "ann@a.example",
                            "ann@a.example",
                            "ann@a.example",
                            "ann@a.example",
                            "cid@c.example"),
                    OPEN + refusedMail + refusedMail + RCPT_ANN + "S: 550 no\n" + RSET + refusedMail + refusedMail + CID
                            + BYE);
            assertThat(played.outcomes()).hasSize(6);
            assertThat(played.ending()).isEqualTo(new Finished());
        }

        @Test
        void leaves_a_server_that_refuses_rset() {
            Transcript played = play(BOTH, OPEN + RCPT_ANN + "S: 550 no\nC: RSET\nS: 500 what?\nC: QUIT\nS: 221 bye\n");
            assertThat(played.outcomes()).containsExactly("ann@a.example Refused");
            assertThat(played.ending()).isInstanceOf(Broken.class);
        }
    }

    @Nested
    class WhenTheConnectionBreaks {
        private static final List<String> UP_TO = List.of(
                "C: MAIL FROM:<news+bounces-37-ann=a.example@lists.example>\n",
                "S: 250 ok\nC: RCPT TO:<ann@a.example>\n",
                "S: 250 ok\nC: DATA\n",
                "S: 354 go ahead\nC: Subject: hello\nC: \nC: text\nC: .\n");

        @ParameterizedTest
        @ValueSource(strings = {"EOF", "TIMEOUT", "S: 421 closing", "S: nonsense", "S: 399 odd"})
        void loses_only_the_recipient_under_way_in_every_state(String event) {
            StringBuilder script = new StringBuilder(OPEN);
            for (String part : UP_TO) {
                script.append(part);
                Transcript played = play(BOTH, script + event + "\nCLOSED\n");
                assertThat(played.outcomes()).as("%s", script).containsExactly("ann@a.example Lost");
                assertThat(played.ending()).isInstanceOf(Broken.class);
            }
        }

        @Test
        void takes_no_other_positive_reply_for_permission_to_send() {
            Transcript played = play(BOTH, OPEN + UP_TO.get(0) + UP_TO.get(1) + UP_TO.get(2) + "S: 250 ok\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@a.example Lost");
        }

        @Test
        void loses_nobody_between_two_mails() {
            SmtpConversation conversation = SmtpConversation.ehlo(ME);
            conversation.connected();
            conversation.replied(SmtpReply.of(220, "x"));
            conversation.replied(SmtpReply.of(250, "x"));
            assertThat(conversation.state()).isEqualTo(SmtpState.OPEN);
            assertThat(conversation.disconnected("gone"))
                    .containsExactly(new SmtpAction.Disconnect(new Broken("gone")));
            assertThat(conversation.disconnected("gone")).isEmpty();
            assertThat(conversation.timedOut()).isEmpty();
            assertThat(conversation.replied(SmtpReply.of(250, "late"))).isEmpty();
        }

        @Test
        void loses_nobody_when_rset_is_not_answered() {
            Transcript played = play(
                    BOTH,
                    OPEN + UP_TO.get(0) + "S: 250 ok\nC: RCPT TO:<ann@a.example>\nS: 550 no\nC: RSET\nEOF\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@a.example Refused");
            assertThat(played.ending()).isInstanceOf(Broken.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"EOF", "TIMEOUT", "S: 500 no", "S: nonsense"})
        void does_not_care_how_quit_is_answered(String event) {
            Transcript played =
                    play(List.of("ann@a.example"), OPEN + ANN + "S: 250 queued\nC: QUIT\n" + event + "\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@a.example Accepted");
            assertThat(played.ending()).isEqualTo(new Finished());
        }

        @Test
        void loses_the_recipient_when_the_server_replies_before_the_end_of_the_message() {
            SmtpConversation conversation = SmtpConversation.ehlo(ME);
            conversation.connected();
            conversation.replied(SmtpReply.of(220, "x"));
            conversation.replied(SmtpReply.of(250, "x"));
            conversation.begin(Mails.transaction(0, "ann@a.example", Mails.image(folder, MAIL), false));
            conversation.replied(SmtpReply.of(250, "x"));
            conversation.replied(SmtpReply.of(250, "x"));
            conversation.replied(SmtpReply.of(354, "x"));
            assertThat(conversation.replied(SmtpReply.of(552, "too big")))
                    .extracting(action -> action.getClass().getSimpleName())
                    .containsExactly("Report", "Disconnect");
            assertThat(conversation.messageSent()).isEmpty();
        }
    }

    @Test
    void finishes_the_mail_under_way_before_it_quits() {
        SmtpConversation conversation = SmtpConversation.ehlo(ME);
        conversation.connected();
        conversation.replied(SmtpReply.of(220, "x"));
        conversation.replied(SmtpReply.of(250, "x"));
        Transaction ann = Mails.transaction(0, "ann@a.example", Mails.image(folder, MAIL), false);
        conversation.begin(ann);
        assertThatThrownBy(() -> conversation.begin(ann)).isInstanceOf(IllegalStateException.class);
        assertThat(conversation.finish()).isEmpty();
        conversation.replied(SmtpReply.of(250, "x"));
        conversation.replied(SmtpReply.of(250, "x"));
        conversation.replied(SmtpReply.of(354, "x"));
        conversation.messageSent();
        assertThat(conversation.replied(SmtpReply.of(250, "queued")))
                .containsExactly(
                        new SmtpAction.Report(
                                ann.recipients().get(0), new Outcome.Accepted(SmtpReply.of(250, "queued"))),
                        new SmtpAction.Send("QUIT"),
                        new SmtpAction.Await(Wait.QUIT));
    }

    @Nested
    class WithExtensions {
        private String greeting(String... keywords) {
            StringBuilder script = new StringBuilder("S: 220 relay\nC: EHLO mx.lists.example\nS: 250-relay\n");
            for (String keyword : keywords) {
                script.append("S: 250-").append(keyword).append('\n');
            }
            return script.append("S: 250 HELP\n").toString();
        }

        private void checkParameters(String mail, String parameters, String... keywords) {
            SmtpConversation conversation = SmtpConversation.ehlo(ME);
            conversation.connected();
            conversation.replied(SmtpReply.of(220, "x"));
            List<String> lines = new ArrayList<>(List.of("relay"));
            lines.addAll(List.of(keywords));
            conversation.replied(new SmtpReply(250, lines));
            assertThat(conversation.begin(Mails.transaction(0, "ann@a.example", Mails.image(folder, mail), false)))
                    .contains(new SmtpAction.Send(
                            "MAIL FROM:<news+bounces-37-ann=a.example@lists.example>" + parameters));
        }

        @Test
        void announces_the_size_with_cr_lf_and_before_dots_are_doubled() {
            checkParameters(".a\nb\n", " SIZE=7", "SIZE");
            checkParameters(".a\nb\n", " SIZE=7", "SIZE 1000", "8BITMIME", "SMTPUTF8");
        }

        @Test
        void labels_8_bit_mails_only_if_the_server_announces_it() {
            checkParameters("a: b\n\n\u00e4\n", " BODY=8BITMIME", "8BITMIME", "SMTPUTF8");
            checkParameters("a: b\n\n\u00e4\n", "");
            checkParameters("a: b\n\nc\n", "", "8BITMIME");
        }

        @Test
        void asks_for_smtputf8_for_headers_in_utf_8_only() {
            checkParameters("a: \u00c3\u00a4\n\n", " BODY=8BITMIME SMTPUTF8", "8BITMIME", "SMTPUTF8");
            checkParameters("a: \u00e4\n\n", " BODY=8BITMIME", "8BITMIME", "SMTPUTF8");
            checkParameters("a: \u00c3\u00a4\n\n", " BODY=8BITMIME", "8BITMIME");
        }

        @Test
        void uses_nothing_that_was_not_announced() {
            checkParameters("a: \u00c3\u00a4\n\n", "");
        }

        @Test
        void does_not_send_a_mail_larger_than_the_server_takes() {
            Transcript played =
                    play(SmtpConversation.ehlo(ME), "a\n\n", true, BOTH, greeting("SIZE 10") + "C: QUIT\nS: 221 bye\n");
            assertThat(played.outcomes()).containsExactly("ann@a.example Oversized", "cid@c.example Oversized");
            assertThat(played.ending()).isEqualTo(new Finished());
        }

        @Test
        void sends_a_mail_as_large_as_the_server_takes() {
            checkParameters("123\n", " SIZE=5", "SIZE 5");
        }

        @Test
        void adds_the_to_line_and_counts_it() {
            Transcript played = play(
                    SmtpConversation.ehlo(ME), "a: b\n\nc\n", true, List.of("ann@a.example"), greeting("SIZE") + """
                    C: MAIL FROM:<news+bounces-37-ann=a.example@lists.example> SIZE=30
                    S: 250 ok
                    C: RCPT TO:<ann@a.example>
                    S: 250 ok
                    C: DATA
                    S: 354 go
                    C: a: b
                    C: To: ann@a.example
                    C:\s
                    C: c
                    C: .
                    S: 250 ok
                    C: QUIT
                    S: 221 bye
                    """);
            assertThat(played.outcomes()).containsExactly("ann@a.example Accepted");
        }

        @Test
        void sends_internationalized_addresses_as_they_are_with_smtputf8() {
            Transcript played = play(
                    SmtpConversation.ehlo(ME),
                    "a\n",
                    false,
                    List.of("jürgen@münchen.example"),
                    greeting("8BITMIME", "SMTPUTF8") + """
                            C: MAIL FROM:<news+bounces-37-jürgen=münchen.example@lists.example> BODY=8BITMIME SMTPUTF8
                            S: 250 ok
                            C: RCPT TO:<jürgen@münchen.example>
                            S: 550 no
                            C: RSET
                            S: 250 ok
                            C: QUIT
                            S: 221 bye
                            """);
            assertThat(played.outcomes()).containsExactly("jürgen@münchen.example Refused");
        }

        @Test
        void writes_domains_with_a_labels_without_smtputf8() {
            Transcript played = play(
                    SmtpConversation.ehlo(ME), "a\n", false, List.of("jo@münchen.example"), greeting("8BITMIME") + """
                            C: MAIL FROM:<news+bounces-37-jo=xn--mnchen-3ya.example@lists.example>
                            S: 250 ok
                            C: RCPT TO:<jo@xn--mnchen-3ya.example>
                            S: 550 no
                            C: RSET
                            S: 250 ok
                            C: QUIT
                            S: 221 bye
                            """);
            assertThat(played.outcomes()).containsExactly("jo@münchen.example Refused");
        }

        @Test
        void cannot_send_to_an_internationalized_local_part_without_smtputf8() {
            Transcript played = play(
                    SmtpConversation.ehlo(ME),
                    "a\n",
                    false,
                    List.of("jürgen@a.example", "x@a\uff1eb.example"),
                    greeting("8BITMIME") + "C: QUIT\nS: 221 bye\n");
            assertThat(played.outcomes())
                    .containsExactly("jürgen@a.example Unaddressable", "x@a\uff1eb.example Unaddressable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT TO:<a@b>\r\nRCPT TO:<x@y>", "EHLO a\nb", "EHLO a\0", "EHLO \u007f"})
    void never_sends_a_command_with_a_control_character(String command) {
        assertThatThrownBy(() -> new SmtpAction.Send(command)).isInstanceOf(IllegalArgumentException.class);
    }
}
