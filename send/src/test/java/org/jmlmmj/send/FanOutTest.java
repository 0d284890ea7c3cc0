package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.smtp.Outcome;
import org.jmlmmj.send.smtp.Recipient;
import org.jmlmmj.send.smtp.Transaction;
import org.jmlmmj.send.smtp.WireImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How several connections share one job. */
@Timeout(60)
class FanOutTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String[] GROUPS = {"PIPELINING"};

    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private final StopSignal stop = new StopSignal();
    private final Notes notes = new Notes();
    private RelayedList list;
    private WireImage image;
    private int read;

    @BeforeEach
    void makeList() throws IOException {
        list = RelayedList.of(folder, peer);
        try (var mail = java.nio.channels.FileChannel.open(list.queued())) {
            image = WireImage.of(mail, list.files().open().files());
        }
    }

    @AfterEach
    void end() throws IOException {
        peer.close();
        image.close();
    }

    /** What was noted and how often it was made last. */
    private static final class Notes implements Ledger {
        private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
        private int uncommitted;
        private int mostUncommitted;

        @Override
        public void note(Recipient recipient, Outcome outcome) {
            outcomes.add(recipient.number() + " " + outcome.getClass().getSimpleName());
            uncommitted++;
            mostUncommitted = Math.max(mostUncommitted, uncommitted);
        }

        @Override
        public void commit() {
            uncommitted = 0;
        }

        List<String> of(String outcome) {
            return List.copyOf(outcomes).stream()
                    .filter(note -> note.endsWith(outcome))
                    .map(note -> note.substring(0, note.indexOf(' ')))
                    .toList();
        }
    }

    private static Recipient recipient(int number) {
        return new Recipient(number, EmailAddress.of("u" + number + "@x.example"));
    }

    private Transaction mail(int number) {
        return Transaction.to(recipient(number), address -> ReversePath.EMPTY, image, false);
    }

    private FanOut.Source mails(int count) {
        return () -> read == count ? Optional.empty() : Optional.of(mail(read++));
    }

    private void run(int connections, FanOut.Source source) throws IOException {
        list.files().control("relayconnections", connections + "\n");
        new FanOut(list.relay(), stop, list.files().syslog(), 100).run(source, notes);
    }

    private CompletableFuture<Void> start(int connections, int mails) {
        return CompletableFuture.runAsync(() -> {
            try {
                run(connections, mails(mails));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(String.valueOf(i));
        }
        return numbers;
    }

    @Test
    void opens_the_next_connection_when_the_relay_has_greeted_the_one_before() {
        CountDownLatch greeted = new CountDownLatch(1);
        peer.once("CONNECT", PeerAnswer.after(greeted, PeerAnswer.reply("220 at last")));
        CountDownLatch second = new CountDownLatch(1);
        peer.once("CONNECT", PeerAnswer.after(second, PeerAnswer.reply("220 at last")));
        CountDownLatch released = new CountDownLatch(1);
        peer.when(". ", PeerAnswer.after(released, PeerAnswer.reply("250 queued")));
        CompletableFuture<Void> job = start(3, 100);
        await().atMost(LONG).until(() -> peer.connections() == 1);
        greeted.countDown();
        await().atMost(LONG)
                .until(() -> peer.connections() == 2 && peer.offered().size() == 1);
        second.countDown();
        await().atMost(LONG)
                .until(() -> peer.connections() == 3 && peer.offered().size() == 3);
        released.countDown();
        job.join();
        assertThat(notes.of("Accepted")).containsExactlyInAnyOrderElementsOf(numbers(100));
        assertThat(peer.connections()).isEqualTo(3);
    }

    @Test
    void opens_no_second_connection_for_two_recipients() throws IOException {
        run(5, mails(2));
        assertThat(peer.connections()).isEqualTo(1);
        assertThat(peer.delivered()).containsExactly("u0@x.example", "u1@x.example");
    }

    @Test
    void has_as_many_mails_under_way_as_connections_with_a_slow_relay() {
        CountDownLatch released = new CountDownLatch(1);
        peer.when(". ", PeerAnswer.after(released, PeerAnswer.reply("250 queued")));
        CompletableFuture<Void> job = start(7, 50);
        await().atMost(LONG).until(() -> peer.offered().size() == 7);
        released.countDown();
        job.join();
        assertThat(notes.of("Accepted")).hasSize(50).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 too many connections", "554 no"})
    void goes_on_with_the_connections_it_has_when_another_is_refused(String greeting) {
        peer.once("CONNECT", PeerAnswer.reply("220 welcome"));
        peer.when("CONNECT", PeerAnswer.replyAndClose(greeting));
        // Or the first connection might do it all before there is another.
        CountDownLatch refused = new CountDownLatch(1);
        peer.once(". u0@", PeerAnswer.after(refused, PeerAnswer.reply("250 queued")));
        CompletableFuture<Void> job = start(4, 50);
        await().atMost(LONG).until(() -> peer.connections() == 2);
        refused.countDown();
        job.join();
        assertThat(notes.of("Accepted")).containsExactlyElementsOf(numbers(50));
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void sends_everything_else_while_one_mail_takes_its_time() {
        peer.announce(GROUPS);
        CountDownLatch released = new CountDownLatch(1);
        peer.once(". u0@", PeerAnswer.after(released, PeerAnswer.reply("250 queued")));
        CompletableFuture<Void> job = start(2, 100);
        // But for the one behind it, which was begun already.
        await().atMost(LONG).until(() -> notes.of("Accepted").size() == 98);
        released.countDown();
        job.join();
        assertThat(notes.of("Accepted")).containsExactlyInAnyOrderElementsOf(numbers(100));
    }

    @Test
    void gives_a_mail_that_was_not_begun_to_another_connection() throws IOException {
        peer.announce(GROUPS);
        peer.once(". u3@", PeerAnswer.close());
        run(1, mails(10));
        assertThat(notes.of("Lost")).containsExactly("3");
        assertThat(notes.of("Accepted")).hasSize(9).doesNotContain("3");
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void serves_everybody_through_a_relay_that_takes_three_mails_per_connection() throws IOException {
        peer.announce(GROUPS);
        AtomicInteger begun = new AtomicInteger();
        peer.when("MAIL", connection -> {
            PeerAnswer answer = begun.incrementAndGet() % 4 == 0
                    ? PeerAnswer.replyAndClose("421 4.7.0 enough")
                    : PeerAnswer.reply("250 ok");
            answer.give(connection);
        });
        run(1, mails(10));
        assertThat(notes.of("Accepted")).containsExactlyElementsOf(numbers(10));
        assertThat(peer.connections()).isEqualTo(4);
    }

    @Test
    void reads_no_further_ahead_than_it_may() {
        CountDownLatch released = new CountDownLatch(1);
        peer.announce(GROUPS);
        peer.when(". u100@", PeerAnswer.after(released, PeerAnswer.reply("250 queued")));
        CompletableFuture<Void> job = start(1, 10_000);
        await().atMost(LONG).until(() -> notes.of("Accepted").size() == 100);
        assertThat(read).isLessThanOrEqualTo(FanOut.AHEAD + 100);
        released.countDown();
        job.join();
        assertThat(notes.of("Accepted")).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(notes.uncommitted).isZero();
        assertThat(notes.mostUncommitted).isLessThanOrEqualTo(FanOut.AHEAD);
    }

    @Test
    void begins_nothing_more_on_any_connection_when_it_is_asked_to_end() {
        CountDownLatch released = new CountDownLatch(1);
        peer.when(". ", PeerAnswer.after(released, PeerAnswer.reply("250 queued")));
        CompletableFuture<Void> job = start(3, 100);
        await().atMost(LONG).until(() -> peer.offered().size() == 3);
        stop.request();
        released.countDown();
        job.join();
        assertThat(notes.of("Accepted")).hasSize(3);
        assertThat(peer.commands().stream().filter("QUIT"::equals)).hasSize(3);
    }

    /** Batches of two until they are not wanted. */
    private final class Pairs implements FanOut.Source {
        private boolean alone;

        @Override
        public Optional<Transaction> next() {
            if (read >= 10) {
                return Optional.empty();
            }
            if (alone) {
                return Optional.of(mail(read++));
            }
            List<Recipient> pair = List.of(recipient(read), recipient(read + 1));
            read += 2;
            ReversePath sender = ReversePath.of(EmailAddress.of("birds+bounces-1@example.org"));
            return Optional.of(Transaction.toAll(
                    pair, address -> ReversePath.EMPTY, new Transaction.Batch(sender, "XVERP=-="), image));
        }

        @Override
        public void stopBatches() {
            alone = true;
        }
    }

    @Test
    void sends_batches() throws IOException {
        peer.announce(GROUPS);
        run(2, new Pairs());
        assertThat(peer.accepted())
                .extracting(ReceivedMail::mailCommand)
                .hasSize(5)
                .containsOnly("MAIL FROM:<birds+bounces-1@example.org> XVERP=-=");
        assertThat(notes.of("Accepted")).containsExactlyInAnyOrderElementsOf(numbers(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"504 5.5.4 what", "555 no", "451 not this way"})
    void sends_to_one_after_the_other_when_the_relay_refuses_batches(String reply) throws IOException {
        peer.announce(GROUPS);
        peer.when("MAIL FROM:<birds+bounces-1@example.org>", PeerAnswer.reply(reply));
        run(1, new Pairs());
        assertThat(notes.of("Accepted")).containsExactlyElementsOf(numbers(10));
        assertThat(peer.accepted()).extracting(ReceivedMail::mailCommand).containsOnly("MAIL FROM:<>");
        assertThat(peer.commands().stream().filter(command -> command.contains("XVERP")))
                .hasSize(1);
        assertThat(list.files().syslog().lines()).anyMatch(line -> line.contains("one by one"));
    }

    @Test
    void fills_further_batches_with_those_for_whom_there_was_no_room() throws IOException {
        peer.announce(GROUPS);
        peer.once("RCPT TO:<u1@", PeerAnswer.reply("452 4.5.3 too many recipients"));
        peer.once("RCPT TO:<u7@", PeerAnswer.reply("452 4.5.3 too many recipients"));
        run(1, new Pairs());
        assertThat(notes.of("Accepted")).containsExactlyInAnyOrderElementsOf(numbers(10));
        assertThat(peer.accepted()).hasSize(7);
    }

    @Test
    void gives_a_relay_an_empty_mail_if_it_wants_one_for_nobody() throws IOException {
        peer.announce(GROUPS);
        peer.when("RCPT TO:<u3@", PeerAnswer.reply("550 5.1.1 unknown"));
        peer.when("NODATA", PeerAnswer.reply("354 go ahead"));
        run(1, mails(10));
        assertThat(notes.of("Refused")).containsExactly("3");
        assertThat(notes.of("Accepted")).hasSize(9);
    }

    @Test
    void understands_a_relay_that_sends_one_octet_at_a_time() throws IOException {
        peer.announce("PIPELINING", "CHUNKING").drip();
        run(2, mails(20));
        assertThat(notes.of("Accepted")).containsExactlyInAnyOrderElementsOf(numbers(20));
        assertThat(peer.accepted()).allSatisfy(mail -> assertThat(mail.text()).isEqualTo(RelayedList.POST_ON_WIRE));
        assertThat(Files.exists(list.queued())).isTrue();
    }
}
