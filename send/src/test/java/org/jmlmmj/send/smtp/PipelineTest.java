package org.jmlmmj.send.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.send.smtp.Ending.Broken;
import org.jmlmmj.send.smtp.Ending.Finished;
import org.jmlmmj.send.smtp.Ending.Refusing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte-exact dialogues with a server that takes commands in groups (RFC 2920), in chunks (RFC 3030) and for many recipients. */
class PipelineTest {
    private static final String OPEN = """
            S: 220 relay
            C: EHLO mx.lists.example
            S: 250-relay
            S: 250 PIPELINING
            """;
    private static final String CHUNKING = OPEN.replace("250 PIPE", "250-CHUNKING\nS: 250 PIPE");
    private static final String ONLY_CHUNKING = OPEN.replace("PIPELINING", "CHUNKING");
    private static final String ACCEPTED = "S: 250 sender\nS: 250 recipient\nS: 354 go\n";
    private static final String MESSAGE = "C: Subject: hello\nC: \nC: text\nC: .\n";
    private static final String CHUNK = "C: BDAT 24 LAST\nC: Subject: hello\nC: \nC: text\n";
    private static final String BYE = "C: QUIT\nS: 221 bye\nCLOSED\n";
    private static final String RSET = "C: RSET\n";

    @TempDir
    Path folder;

    private WireImage image;

    @BeforeEach
    void makeMail() {
        image = Mails.image(folder, "Subject: hello\n\ntext\n");
    }

    private static String group(String name) {
        return envelope(name) + "C: DATA\n";
    }

    private static String envelope(String name) {
        return "C: MAIL FROM:<news+bounces-37-" + name + "=x.example@lists.example>\nC: RCPT TO:<" + name
                + "@x.example>\n";
    }

    private Transcript play(String names, String script) {
        return play(SmtpConversation.ehlo("mx.lists.example"), names, script);
    }

    private Transcript play(SmtpConversation conversation, String names, String script) {
        List<Transaction> transactions = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            transactions.add(Mails.transaction(transactions.size(), name + "@x.example", image, false));
        }
        return Transcript.play(conversation, transactions, script);
    }

    @Test
    void sends_the_end_of_a_mail_together_with_the_beginning_of_the_next() {
        Transcript played = play(
                "ann bob cid",
                OPEN + group("ann") + ACCEPTED + MESSAGE + group("bob") + "S: 250 queued\n" + ACCEPTED + MESSAGE
                        + group("cid") + "S: 250 queued\n" + ACCEPTED + MESSAGE + "S: 250 queued\n" + BYE);
        assertThat(played.outcomes())
                .containsExactly("ann@x.example Accepted", "bob@x.example Accepted", "cid@x.example Accepted");
        assertThat(played.ending()).isEqualTo(new Finished());
    }

    @Test
    void waits_for_each_answer_as_long_as_for_one_alone() {
        Transcript played = play(
                "ann bob",
                OPEN + group("ann") + ACCEPTED + MESSAGE + group("bob") + "S: 250 queued\n" + ACCEPTED + MESSAGE
                        + "S: 250 queued\n" + BYE);
        assertThat(played.waits())
                .containsSubsequence(
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

    @Nested
    class WhenRefused {
        @ParameterizedTest
        @CsvSource({
            "550 5.1.1 unknown, Refused",
            "450 greylisted, Deferred at RCPT",
            "452 4.5.3 too many, Deferred at RCPT"
        })
        void resets_and_begins_the_next_mail_together(String reply, String outcome) {
            Transcript played = play(
                    "ann bob",
                    OPEN + group("ann") + "S: 250 ok\nS: " + reply + "\nS: 554 no valid recipients\n" + RSET
                            + group("bob") + "S: 250 reset\n" + ACCEPTED + MESSAGE + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example " + outcome, "bob@x.example Accepted");
        }

        @Test
        void sends_an_empty_mail_when_the_server_wants_one_for_nobody() {
            Transcript played = play(
                    "ann bob",
                    OPEN + group("ann") + "S: 250 ok\nS: 550 unknown\nS: 354 go\nC: .\nS: 554 no valid recipients\n"
                            + group("bob") + ACCEPTED + MESSAGE + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Refused", "bob@x.example Accepted");
        }

        @Test
        void counts_a_refused_sender_once() {
            Transcript played = play(
                    "ann bob",
                    OPEN + group("ann") + "S: 451 later\nS: 503 need MAIL\nS: 503 need RCPT\n" + RSET + group("bob")
                            + "S: 250 ok\n" + ACCEPTED + MESSAGE + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Deferred at MAIL", "bob@x.example Accepted");
        }

        @Test
        void closes_when_the_server_wants_a_mail_whose_sender_it_refused() {
            Transcript played = play("ann bob", OPEN + group("ann") + "S: 451 later\nS: 250 ok\nS: 354 go\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@x.example Deferred at MAIL");
            assertThat(played.ending()).isInstanceOf(Broken.class);
        }

        @Test
        void quits_after_three_refusals_in_a_row() {
            String refused = "S: 451 later\nS: 503 need MAIL\nS: 503 need RCPT\n";
            Transcript played = play(
                    "ann bob cid dan",
                    OPEN + group("ann") + refused + RSET + group("bob") + "S: 250 ok\n" + refused + RSET + group("cid")
                            + "S: 250 ok\n" + refused + BYE);
            assertThat(played.outcomes())
                    .containsExactly(
                            "ann@x.example Deferred at MAIL",
                            "bob@x.example Deferred at MAIL",
                            "cid@x.example Deferred at MAIL");
            assertThat(played.ending()).isEqualTo(new Refusing(SmtpReply.of(451, "later")));
        }

        @Test
        void goes_on_with_the_next_when_the_message_is_refused() {
            Transcript played = play(
                    "ann bob",
                    OPEN + group("ann") + ACCEPTED + MESSAGE + group("bob") + "S: 450 4.4.1 next hop down\n" + ACCEPTED
                            + MESSAGE + "S: 550 5.1.1 unknown\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Deferred at DOT", "bob@x.example Refused");
        }

        @Test
        void hands_the_next_mail_back_when_rset_is_refused() {
            Transcript played = play(
                    "ann bob",
                    OPEN + group("ann") + "S: 250 ok\nS: 550 no\nS: 554 no\n" + RSET + group("bob")
                            + "S: 500 what?\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@x.example Refused", "bob@x.example GivenBack");
            assertThat(played.ending()).isInstanceOf(Broken.class);
        }
    }

    @Nested
    class WhenTheConnectionBreaks {
        private static final List<String> FIRST = List.of("", "S: 250 ok\n", "S: 250 ok\n");

        @ParameterizedTest
        @ValueSource(strings = {"EOF", "TIMEOUT", "S: 421 closing", "S: nonsense", "S: 399 odd"})
        void loses_only_the_mail_under_way_before_its_content(String event) {
            StringBuilder script = new StringBuilder(OPEN + group("ann"));
            for (String reply : FIRST) {
                script.append(reply);
                Transcript played = play("ann bob", script + event + "\nCLOSED\n");
                assertThat(played.outcomes()).as("%s", script).containsExactly("ann@x.example Lost");
                assertThat(played.ending()).isInstanceOf(Broken.class);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"EOF", "TIMEOUT", "S: 421 closing", "S: nonsense", "S: 399 odd"})
        void hands_the_next_mail_back_when_the_answer_to_the_content_is_missing(String event) {
            Transcript played =
                    play("ann bob", OPEN + group("ann") + ACCEPTED + MESSAGE + group("bob") + event + "\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@x.example Lost", "bob@x.example GivenBack");
        }

        @ParameterizedTest
        @ValueSource(strings = {"EOF", "TIMEOUT", "S: nonsense", "S: 399 odd"})
        void loses_the_mail_whose_turn_it_is(String event) {
            Transcript played = play(
                    "ann bob cid",
                    OPEN + group("ann") + ACCEPTED + MESSAGE + group("bob") + "S: 250 queued\nS: 250 ok\n" + event
                            + "\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@x.example Accepted", "bob@x.example Lost");
        }

        @Test
        void hands_a_mail_back_when_the_server_takes_no_more_over_this_connection() {
            Transcript played = play(
                    "ann bob",
                    OPEN + group("ann") + ACCEPTED + MESSAGE + group("bob")
                            + "S: 250 queued\nS: 421 enough for now\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@x.example Accepted", "bob@x.example GivenBack");
        }
    }

    @Nested
    class WithChunks {
        @Test
        void sends_a_chunk_as_soon_as_the_recipient_is_accepted() {
            Transcript played = play(
                    "ann bob",
                    CHUNKING + envelope("ann") + "S: 250 ok\nS: 250 ok\n" + CHUNK + RSET + envelope("bob")
                            + "S: 250 queued\nS: 250 reset\nS: 250 ok\nS: 250 ok\n" + CHUNK + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Accepted", "bob@x.example Accepted");
        }

        @Test
        void sends_no_chunk_to_a_refused_recipient() {
            Transcript played = play(
                    "ann bob",
                    CHUNKING + envelope("ann") + "S: 250 ok\nS: 550 unknown\n" + RSET + envelope("bob")
                            + "S: 250 reset\nS: 250 ok\nS: 250 ok\n" + CHUNK + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Refused", "bob@x.example Accepted");
        }

        @Test
        void resets_after_a_refused_chunk_without_pipelining_too() {
            Transcript played = play(
                    "ann bob",
                    ONLY_CHUNKING + envelopeStep("ann") + CHUNK + "S: 554 5.7.0 blocked\n" + RSET + "S: 250 ok\n"
                            + envelopeStep("bob") + CHUNK + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Deferred at DOT", "bob@x.example Accepted");
        }

        private static String envelopeStep(String name) {
            return envelope(name).replace("\nC: RCPT", "\nS: 250 ok\nC: RCPT") + "S: 250 ok\n";
        }

        @Test
        void loses_only_the_mail_whose_chunk_was_sent() {
            Transcript played = play(
                    "ann bob",
                    CHUNKING + envelope("ann") + "S: 250 ok\nS: 250 ok\n" + CHUNK + RSET + envelope("bob")
                            + "EOF\nCLOSED\n");
            assertThat(played.outcomes()).containsExactly("ann@x.example Lost", "bob@x.example GivenBack");
        }

        @Test
        void uses_data_for_a_mail_with_lines_that_begin_with_dots() {
            image = Mails.image(folder, "a: b\n\n.c\n");
            Transcript played = play(
                    "ann", CHUNKING + group("ann") + ACCEPTED + "C: a: b\nC: \nC: ..c\nC: .\nS: 250 queued\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Accepted");
        }
    }

    @Nested
    class WithBatches {
        private static final String SENDER = "C: MAIL FROM:<news+bounces-37@lists.example>";

        private Transaction batch(int first, String parameter, String... names) {
            List<Recipient> recipients = new ArrayList<>();
            for (String name : names) {
                recipients.add(new Recipient(first + recipients.size(), EmailAddress.of(name + "@x.example")));
            }
            ReversePath sender = ReversePath.of(EmailAddress.of("news+bounces-37@lists.example"));
            return Transaction.toAll(recipients, address -> sender, new Transaction.Batch(sender, parameter), image);
        }

        private Transcript playBatches(List<Transaction> batches, String script) {
            return Transcript.play(SmtpConversation.ehlo("mx.lists.example"), batches, script);
        }

        private static String rcpt(String... names) {
            StringBuilder commands = new StringBuilder();
            for (String name : names) {
                commands.append("C: RCPT TO:<").append(name).append("@x.example>\n");
            }
            return commands.toString();
        }

        @Test
        void sends_one_mail_to_all_of_them() {
            Transcript played = playBatches(
                    List.of(batch(0, "XVERP=-=", "ann", "bob"), batch(2, "XVERP=-=", "cid")),
                    OPEN + SENDER + " XVERP=-=\n" + rcpt("ann", "bob") + "S: 250 ok\nS: 250 ok\nS: 250 ok\nC: DATA\n"
                            + "S: 354 go\n" + MESSAGE + SENDER + " XVERP=-=\n" + rcpt("cid") + "C: DATA\n"
                            + "S: 250 queued\n" + ACCEPTED + MESSAGE + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes())
                    .containsExactly("ann@x.example Accepted", "bob@x.example Accepted", "cid@x.example Accepted");
        }

        @Test
        void takes_a_refused_recipient_out_and_goes_on() {
            Transcript played = playBatches(
                    List.of(batch(0, "", "ann", "bob", "cid")),
                    OPEN + SENDER + "\n" + rcpt("ann", "bob", "cid")
                            + "S: 250 ok\nS: 550 unknown\nS: 250 ok\nS: 450 later\nC: DATA\nS: 354 go\n" + MESSAGE
                            + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes())
                    .containsExactly(
                            "ann@x.example Refused", "cid@x.example Deferred at RCPT", "bob@x.example Accepted");
        }

        @Test
        void hands_the_rest_of_a_batch_back_that_is_too_large_for_the_server() {
            Transcript played = playBatches(
                    List.of(batch(0, "", "ann", "bob", "cid")),
                    OPEN + SENDER + "\n" + rcpt("ann", "bob", "cid")
                            + "S: 250 ok\nS: 250 ok\nS: 452 4.5.3 too many\nS: 452 4.2.2 full\nC: DATA\nS: 354 go\n"
                            + MESSAGE
                            + "S: 250 queued\n" + BYE);
            assertThat(played.outcomes())
                    .containsExactly(
                            "cid@x.example Deferred at RCPT", "bob@x.example GivenBack", "ann@x.example Accepted");
        }

        @Test
        void never_sends_data_when_nobody_is_accepted() {
            Transcript played = playBatches(
                    List.of(batch(0, "", "ann", "bob")),
                    OPEN + SENDER + "\n" + rcpt("ann", "bob")
                            + "S: 250 ok\nS: 550 unknown\nS: 550 unknown\nC: RSET\nS: 250 ok\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Refused", "bob@x.example Refused");
        }

        @ParameterizedTest
        @ValueSource(strings = {"555 5.5.4 unsupported", "504 no", "501 no", "451 x"})
        void gives_up_batches_when_the_first_one_is_refused(String reply) {
            Transcript played = playBatches(
                    List.of(batch(0, "XVERP=-=", "ann", "bob"), batch(2, "XVERP=-=", "cid")),
                    OPEN + SENDER + " XVERP=-=\n" + rcpt("ann", "bob") + "S: " + reply
                            + "\nS: 503 need MAIL\nS: 503 need MAIL\nC: RSET\nS: 250 ok\n" + BYE);
            assertThat(played.outcomes())
                    .containsExactly("ann@x.example Unbatched", "bob@x.example Unbatched", "cid@x.example Unbatched");
        }

        @Test
        void says_nothing_of_batches_to_a_server_that_knows_only_helo() {
            Transcript played = Transcript.play(
                    SmtpConversation.helo("mx.lists.example"),
                    List.of(batch(0, "XVERP=-=", "ann")),
                    "S: 220 relay\nC: HELO mx.lists.example\nS: 250 ok\n" + BYE);
            assertThat(played.outcomes()).containsExactly("ann@x.example Unbatched");
        }

        @Test
        void lets_all_wait_when_the_mail_is_refused_since_nobody_knows_for_whom() {
            Transcript played = playBatches(
                    List.of(batch(0, "", "ann", "bob")),
                    OPEN + SENDER + "\n" + rcpt("ann", "bob") + "S: 250 ok\nS: 250 ok\nS: 250 ok\nC: DATA\nS: 354 go\n"
                            + MESSAGE + "S: 550 5.1.1 unknown\n" + BYE);
            assertThat(played.outcomes())
                    .containsExactly("ann@x.example Deferred at DOT", "bob@x.example Deferred at DOT");
        }

        @Test
        void loses_all_who_are_not_settled_when_the_connection_breaks() {
            Transcript played = playBatches(
                    List.of(batch(0, "", "ann", "bob", "cid")),
                    OPEN + SENDER + "\n" + rcpt("ann", "bob", "cid")
                            + "S: 250 ok\nS: 550 no\nS: 250 ok\nEOF\nCLOSED\n");
            assertThat(played.outcomes())
                    .containsExactly("ann@x.example Refused", "bob@x.example Lost", "cid@x.example Lost");
        }

        @Test
        void leaves_no_more_than_a_hundred_commands_unanswered() {
            String[] names = new String[150];
            for (int i = 0; i < names.length; i++) {
                names[i] = "u" + i;
            }
            SmtpConversation conversation = SmtpConversation.ehlo("me.example");
            conversation.connected();
            conversation.replied(SmtpReply.of(220, "x"));
            conversation.replied(new SmtpReply(250, List.of("x", "PIPELINING")));
            assertThat(conversation.begin(batch(0, "", names)))
                    .filteredOn(SmtpAction.Send.class::isInstance)
                    .hasSize(100);
            assertThat(conversation.replied(SmtpReply.of(250, "x")))
                    .filteredOn(SmtpAction.Send.class::isInstance)
                    .hasSize(1);
        }
    }
}
