package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.PeerConnection;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.smtp.Timeouts;
import org.jmlmmj.send.smtp.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of spec 03 §9.3: what becomes of a subscriber when the relay does something at one moment of his transaction, and that all
 * others are served. Every case is played in every way in which a relay is spoken to.
 */
class FaultTableTest {
    private static final String VICTIM = "u01@x.example";
    private static final Duration SHORT = Duration.ofMillis(800);
    private static final int ENDLESS = 1_000_000;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    /** A connection in threads of the caller for few subscribers, one of Netty for many; commands alone, in groups, with chunks. */
    private enum Way {
        PLAIN(3, ""),
        PLAIN_IN_GROUPS(3, "PIPELINING SIZE"),
        PLAIN_IN_CHUNKS(3, "PIPELINING CHUNKING"),
        NETTY(51, ""),
        NETTY_IN_GROUPS(51, "PIPELINING"),
        NETTY_IN_CHUNKS(51, "PIPELINING CHUNKING");

        private final int subscribers;
        private final String extensions;

        Way(int subscribers, String extensions) {
            this.subscribers = subscribers;
            this.extensions = extensions;
        }

        boolean has(String moment) {
            return !extensions.contains("CHUNKING") || !(moment.equals("DATA") || moment.equals("BODY"));
        }
    }

    /** A post that goes out once. */
    private static final class Round implements AutoCloseable {
        private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
        private final List<String> all;
        private final RelayedList list;

        Round(Path folder, Way way) {
            all = IntStream.range(0, way.subscribers)
                    .mapToObj("u%02d@x.example"::formatted)
                    .toList();
            peer.announce(way.extensions.isEmpty() ? new String[0] : way.extensions.split(" ", -1));
            list = RelayedList.of(folder, peer);
            list.files().subscribers(all.toArray(String[]::new));
        }

        void send(Timeouts timeouts) throws IOException {
            new ListPost(list.files().open(), list.relay().with(timeouts), new StopSignal())
                    .send(list.queued(), Optional.empty());
        }

        private List<String> bounced() {
            return list.files().names("bounce").stream()
                    .map(name -> name.replace('=', '@'))
                    .toList();
        }

        private List<String> waiting() {
            return list.lines("requeue/1/subscribers");
        }

        /** Everybody is in exactly one place. */
        void checkPlaces() {
            List<String> places = new ArrayList<>(peer.delivered());
            places.addAll(bounced());
            places.addAll(waiting());
            assertThat(places).containsExactlyInAnyOrderElementsOf(all);
        }

        /** The victim is in this place, all others are served. */
        void check(String outcome) {
            checkPlaces();
            List<String> others =
                    all.stream().filter(address -> !address.equals(VICTIM)).toList();
            assertThat(peer.delivered()).containsAll(others);
            List<String> place = switch (outcome) {
                case "bounced" -> bounced();
                case "waiting" -> waiting();
                default -> peer.delivered();
            };
            assertThat(place).contains(VICTIM);
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    /** Prepares the relay. */
    private interface Script {
        void write(ScriptedSmtpPeer peer);
    }

    private void play(String moment, Timeouts timeouts, Script script, String outcome) throws IOException {
        play(List.of(Way.values()), moment, timeouts, script, outcome);
    }

    private void play(List<Way> ways, String moment, Timeouts timeouts, Script script, String outcome)
            throws IOException {
        for (Way way : ways) {
            if (way.has(moment)) {
                try (Round round = new Round(Files.createDirectory(folder.resolve(way.name())), way)) {
                    script.write(round.peer);
                    round.send(timeouts);
                    round.check(outcome);
                } catch (AssertionError e) {
                    throw new AssertionError(way.name(), e);
                }
            }
        }
    }

    private void play(String moment, PeerAnswer answer, String outcome) throws IOException {
        play(moment, Timeouts.standard(), peer -> peer.when(event(moment), answer), outcome);
    }

    private static String event(String moment) {
        return switch (moment) {
            case "MAIL" -> "MAIL FROM:<birds+bounces-1-u01=";
            case "RCPT" -> "RCPT TO:<u01@";
            default -> moment + " u01@";
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "MAIL, 450 4.1.0 later, waiting",
        "MAIL, 550 5.7.1 no, waiting",
        "MAIL, 421 4.3.2 bye, waiting",
        "MAIL, 354 what, waiting",
        "RCPT, 450 4.2.0 later, waiting",
        "RCPT, 452 4.5.3 full, waiting",
        "RCPT, 550 5.1.1 unknown, bounced",
        "RCPT, 553 what, bounced",
        "RCPT, 550 5.7.1 policy, waiting",
        "RCPT, 421 4.3.2 bye, waiting",
        "RCPT, 251 elsewhere, delivered",
        "DATA, 450 later, waiting",
        "DATA, 554 5.5.1 no, waiting",
        "DATA, 421 bye, waiting",
        "DATA, 250 what, waiting",
        "., 450 4.3.0 later, waiting",
        "., 550 5.1.1 unknown, bounced",
        "., 550 5.2.1 disabled, bounced",
        "., 554 5.6.0 bad content, waiting",
        "., 550 no, waiting",
        "., 421 bye, waiting",
        "., nonsense, waiting",
        "., 650 strange, waiting",
    })
    void each_reply_has_its_outcome(String moment, String reply, String outcome) throws IOException {
        play(moment, PeerAnswer.reply(reply), outcome);
    }

    @ParameterizedTest
    @CsvSource({"MAIL, waiting", "RCPT, bounced", "DATA, waiting", "., bounced"})
    void lines_of_a_reply_are_one_reply(String moment, String outcome) throws IOException {
        play(moment, PeerAnswer.reply("550-5.1.1 a", "550-250 b", "550-", "550 5.1.1 c"), outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "BODY", "."})
    void whose_connection_ends_or_breaks_waits(String moment) throws IOException {
        play(moment, PeerAnswer.close(), "waiting");
        cleanUp();
        play(moment, PeerAnswer.reset(), "waiting");
    }

    private void cleanUp() throws IOException {
        folder = Files.createDirectory(folder.resolve("again"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void reply_without_end_costs_nobody_but_its_recipient(String moment) throws IOException {
        PeerAnswer line = PeerAnswer.reply("450-and so on");
        play(
                moment,
                connection -> {
                    for (int i = 0; i < ENDLESS; i++) {
                        line.give(connection);
                    }
                },
                "waiting");
    }

    @ParameterizedTest
    @CsvSource({"MAIL, MAIL", "RCPT, RCPT", "DATA, DATA", "., DOT"})
    void whose_answer_does_not_come_waits(String moment, Wait wait) throws IOException {
        Timeouts timeouts = Timeouts.standard().with(wait, SHORT);
        // Two of the ways, as each waits.
        play(
                List.of(Way.PLAIN_IN_GROUPS, Way.NETTY),
                moment,
                timeouts,
                peer -> peer.when(event(moment), PeerAnswer.silence()),
                "waiting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "."})
    void nobody_takes_an_answer_for_another_one(String moment) throws IOException {
        for (Way way : List.of(Way.PLAIN_IN_GROUPS, Way.PLAIN_IN_CHUNKS, Way.NETTY_IN_GROUPS)) {
            try (Round round = new Round(Files.createDirectory(folder.resolve(way.name())), way)) {
                round.peer.when(event(moment), PeerAnswer.reply("250 ok", "250 and once more"));
                round.send(Timeouts.standard());
                // Who was served may wait for another copy; who was not served must not count as served.
                List<String> settled = new ArrayList<>(round.peer.delivered());
                settled.addAll(round.waiting());
                assertThat(settled).as(way.name()).containsAll(round.all);
                assertThat(round.bounced()).isEmpty();
            }
        }
    }

    @Test
    void answer_that_comes_before_the_mail_is_none() throws IOException {
        play(
                "DATA",
                Timeouts.standard(),
                peer -> peer.when("DATA u01@", PeerAnswer.reply("354 go ahead", "250 queued"))
                        .when(". u01@", PeerAnswer.reply("554 5.6.0 no")),
                "waiting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"502 5.5.1 what?", "554 no EHLO here"})
    void server_without_ehlo_serves_everybody(String reply) throws IOException {
        play("MAIL", Timeouts.standard(), peer -> peer.when("EHLO", PeerAnswer.reply(reply)), "delivered");
    }

    @Test
    void server_that_sends_one_octet_at_a_time_serves_everybody() throws IOException {
        play("MAIL", Timeouts.standard(), ScriptedSmtpPeer::drip, "delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 busy",
        "CONNECT, 450 later",
        "CONNECT, 554 no",
        "CONNECT, 220-and so on",
        "CONNECT, what?",
        "CONNECT, ''",
        "EHLO, 250-and so on",
        "EHLO, ''"
    })
    void who_cannot_be_sent_anything_waits(String moment, String reply) throws IOException {
        for (Way way : Way.values()) {
            try (Round round = new Round(Files.createDirectory(folder.resolve(way.name())), way)) {
                round.peer.when(moment, reply.isEmpty() ? PeerAnswer.reset() : PeerAnswer.replyAndClose(reply));
                round.send(Timeouts.standard());
                assertThat(round.waiting()).as(way.name()).containsExactlyInAnyOrderElementsOf(round.all);
            }
        }
    }

    /** A server that says PIPELINING and forgets what stands behind a command: nobody gets lost, whatever gets through. */
    @Test
    void nobody_is_lost_at_a_server_that_lies_about_groups_of_commands() throws IOException {
        // No harm if a busy machine needs longer: whoever waits in vain is not lost either.
        Duration shortest = Duration.ofMillis(150);
        Timeouts timeouts = Timeouts.standard().with(Wait.RCPT, shortest).with(Wait.DATA, shortest);
        for (Way way : List.of(Way.PLAIN_IN_GROUPS, Way.NETTY_IN_GROUPS)) {
            try (Round round = new Round(Files.createDirectory(folder.resolve(way.name())), way)) {
                round.peer.when("MAIL", PeerAnswer.replyAndForget("250 ok"));
                round.send(timeouts);
                round.checkPlaces();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 bye", "500 what?", "close", "reset"})
    void refused_reset_costs_nobody_else(String answer) throws IOException {
        PeerAnswer given = switch (answer) {
            case "close" -> PeerAnswer.close();
            case "reset" -> PeerAnswer.reset();
            default -> PeerAnswer.reply(answer);
        };
        play(
                "RCPT",
                Timeouts.standard(),
                peer -> peer.when("RCPT TO:<u01@", PeerAnswer.reply("550 5.1.1 unknown"))
                        .when("RSET", given),
                "bounced");
    }

    private static PeerAnswer answer(String words) {
        return switch (words) {
            case "close" -> PeerAnswer.close();
            case "reset" -> PeerAnswer.reset();
            case "silence" -> PeerAnswer.silence();
            case "endless" -> FaultTableTest::giveEndlessReply;
            default -> PeerAnswer.reply(words);
        };
    }

    private static void giveEndlessReply(PeerConnection connection) throws IOException {
        PeerAnswer line = PeerAnswer.reply("250-and so on");
        for (int i = 0; i < ENDLESS; i++) {
            line.give(connection);
        }
    }

    /** Waits that are short where a test lets the relay be silent. */
    private static Timeouts impatient(String answer, Wait wait) {
        return answer.equals("silence") ? Timeouts.standard().with(wait, SHORT) : Timeouts.standard();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "CONNECT, close",
        "CONNECT, endless",
        "CONNECT, silence",
        "EHLO, close",
        "EHLO, silence",
        "HELO, 421 bye",
        "HELO, 450 later",
        "HELO, 550 no",
        "HELO, what?",
        "HELO, close",
        "HELO, reset",
        "HELO, endless",
        "HELO, silence",
    })
    void who_is_not_greeted_waits(String moment, String words) throws IOException {
        Timeouts timeouts = impatient(words, moment.equals("CONNECT") ? Wait.GREETING : Wait.HELLO);
        for (Way way : List.of(Way.PLAIN, Way.NETTY_IN_GROUPS)) {
            try (Round round = new Round(Files.createDirectory(folder.resolve(way.name())), way)) {
                if (moment.equals("HELO")) {
                    round.peer.when("EHLO", PeerAnswer.reply("502 5.5.1 what?"));
                }
                round.peer.when(moment, answer(words));
                round.send(timeouts);
                assertThat(round.waiting()).as(way.name()).containsExactlyInAnyOrderElementsOf(round.all);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"endless", "silence"})
    void reset_without_an_end_costs_nobody_else(String words) throws IOException {
        play(
                List.of(Way.PLAIN, Way.NETTY_IN_GROUPS),
                "RCPT",
                impatient(words, Wait.RSET),
                peer -> peer.when("RCPT TO:<u01@", PeerAnswer.reply("550 5.1.1 unknown"))
                        .when("RSET", answer(words)),
                "bounced");
    }

    /** Everything has its answer by then. */
    @ParameterizedTest
    @ValueSource(strings = {"421 bye", "450 later", "500 what?", "nonsense", "close", "reset", "silence", "endless"})
    void whatever_comes_after_the_last_mail_changes_nothing(String words) throws IOException {
        play(
                List.of(Way.PLAIN, Way.NETTY_IN_GROUPS),
                "QUIT",
                impatient(words, Wait.QUIT),
                peer -> peer.when("QUIT", answer(words)),
                "delivered");
    }

    @Test
    void lines_of_a_greeting_are_one_greeting() throws IOException {
        play(
                "CONNECT",
                Timeouts.standard(),
                peer -> peer.when("CONNECT", PeerAnswer.reply("220-we", "220-greet", "220 you")),
                "delivered");
    }

    /** Where EHLO is the trouble, HELO is tried on a connection of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"421 bye", "450 later", "endless"})
    void server_that_breaks_off_at_ehlo_serves_everybody(String words) throws IOException {
        play(
                List.of(Way.PLAIN, Way.NETTY),
                "MAIL",
                Timeouts.standard(),
                peer -> peer.when("EHLO", answer(words)),
                "delivered");
    }

    /** A server that is full says so before it has everything, and goes; whose turn is next may find that out only then. */
    @ParameterizedTest
    @ValueSource(strings = {"451 4.3.0 later", "452 4.3.1 full", "421 bye", "552 5.3.4 too large", "nonsense"})
    void who_is_refused_before_the_end_of_the_mail_waits(String reply) throws IOException {
        for (Way way : Way.values()) {
            if (way.has("BODY")) {
                try (Round round = new Round(Files.createDirectory(folder.resolve(way.name())), way)) {
                    round.peer.when("BODY u01@", PeerAnswer.replyAndClose(reply));
                    round.send(Timeouts.standard());
                    round.checkPlaces();
                    assertThat(round.waiting()).as(way.name()).contains(VICTIM);
                    assertThat(round.bounced()).as(way.name()).isEmpty();
                }
            }
        }
    }
}
