package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jmlmmj.core.address.Ascii;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.spool.DurableFiles;
import org.jmlmmj.core.spool.LockedFile;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ReceivedMail;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListPostTest {
    private static final String NOON = "1741089600 # Tue Mar  4 12:00:00 2025";

    @TempDir
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private RelayedList list;

    @BeforeEach
    void makeList() {
        list = RelayedList.of(folder, peer);
    }

    @AfterEach
    void checkProtocol() {
        peer.close();
    }

    private DeliveryReport send() throws IOException {
        return list.post().send(list.queued(), Optional.empty());
    }

    @Test
    void sends_the_post_to_every_subscriber_with_a_sender_of_his_own() throws IOException {
        list.files().subscribers("ann@a.example", "cid@c.example", "arne@a.example");
        assertThat(send()).isEqualTo(new DeliveryReport(3, 3, 0, 0));
        assertThat(peer.accepted())
                .extracting(ReceivedMail::sender, ReceivedMail::recipient)
                .containsExactlyInAnyOrder(
                        tuple("birds+bounces-1-ann=a.example@example.org", "ann@a.example"),
                        tuple("birds+bounces-1-arne=a.example@example.org", "arne@a.example"),
                        tuple("birds+bounces-1-cid=c.example@example.org", "cid@c.example"));
        assertThat(peer.accepted()).extracting(ReceivedMail::text).containsOnly(RelayedList.POST_ON_WIRE);
        assertThat(peer.commands()).startsWith("EHLO lists.example").endsWith("QUIT");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void goes_on_with_the_index_of_a_process_that_died_after_archiving() throws IOException {
        list.files().subscribers("ann@a.example").file("index", "7");
        Path post = list.queued();
        Files.createLink(list.files().path("archive/7"), post);
        list.post().send(post, Optional.empty());
        assertThat(list.files().names("archive")).containsExactly("7");
        assertThat(list.files().content("index")).isEqualTo("7");
        assertThat(peer.accepted())
                .extracting(ReceivedMail::sender)
                .containsExactly("birds+bounces-7-ann=a.example@example.org");
    }

    @Test
    void archives_the_post_as_it_is_and_leaves_nothing_else_behind() throws IOException {
        list.files().subscribers("ann@a.example");
        send();
        assertThat(list.files().content("archive/1")).isEqualTo(RelayedList.POST);
        assertThat(list.files().content("index")).isEqualTo("1");
        assertThat(list.files().names("queue")).containsExactly("discarded");
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.files().names(".")).noneMatch(name -> name.startsWith("."));
    }

    @ParameterizedTest
    @CsvSource({"8BITMIME, V\u00f6gel, ' BODY=8BITMIME'", "SIZE, V=C3=B6gel, ' SIZE=94'"})
    void sends_octets_beyond_ascii_as_the_relay_takes_them(String announced, String text, String parameter)
            throws IOException {
        String post = "Subject: hello\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n\nV\u00f6gel\n";
        peer.announce(announced);
        list.files().subscribers("ann@a.example").file(RelayedList.QUEUED, post);
        send();
        byte[] line = (text + "\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(peer.accepted().get(0).text()).endsWith(new String(line, StandardCharsets.ISO_8859_1));
        assertThat(peer.commands().get(1)).endsWith(">" + parameter);
        assertThat(list.files().path("archive/1")).hasContent(post);
    }

    @Test
    void archives_and_numbers_a_post_that_nobody_gets() throws IOException {
        assertThat(send()).isEqualTo(new DeliveryReport(0, 0, 0, 0));
        assertThat(list.files().has("archive/1")).isTrue();
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(peer.connections()).isZero();
    }

    @Test
    void takes_an_index_that_neither_archive_nor_requeue_uses() throws IOException {
        list.files().subscribers("ann@a.example").file("index", "6\n").file("archive/7", "another post");
        Files.createDirectory(list.files().path("requeue/8"));
        send();
        assertThat(list.files().content("archive/7")).isEqualTo("another post");
        assertThat(list.files().content("archive/9")).isEqualTo(RelayedList.POST);
        assertThat(peer.accepted().get(0).sender()).startsWith("birds+bounces-9-");
    }

    @Test
    void adds_a_to_line_to_every_copy_but_not_to_the_archive() throws IOException {
        list.files().subscribers("ann@a.example").control("addtohdr", "");
        send();
        assertThat(peer.accepted())
                .extracting(ReceivedMail::text)
                .containsExactly(RelayedList.POST_ON_WIRE.replace("\r\n\r\n", "\r\nTo: ann@a.example\r\n\r\n"));
        assertThat(list.files().content("archive/1")).isEqualTo(RelayedList.POST);
    }

    @Test
    void uses_another_bounce_address_if_the_list_has_one() throws IOException {
        list.files().subscribers("ann@a.example").control("staticbounceaddr", "back@bounces.example\n");
        send();
        assertThat(peer.accepted().get(0).sender()).isEqualTo("back+birds-bounces-1-ann=a.example@bounces.example");
    }

    @Test
    void leaves_the_poster_out_whatever_the_case() throws IOException {
        list.files().subscribers("ann@a.example", "joe@example.org", "Joe@Example.org");
        list.post().send(list.queued(), EmailAddress.parse("JOE@Example.ORG"));
        assertThat(peer.delivered()).containsExactly("ann@a.example");
    }

    @Test
    void sends_to_each_address_once_whatever_the_case() throws IOException {
        list.files()
                .subscribers("ann@a.example", "Ann@A.example", "ann@a.example\r")
                .file("subscribers.d/import", "ann@a.example\nbob@b.example");
        assertThat(send().recipients()).isEqualTo(2);
        assertThat(peer.delivered())
                .extracting(Ascii::lowerCase)
                .containsExactlyInAnyOrder("ann@a.example", "bob@b.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b>\rRCPT TO:<x@y",
                "a@b> <x@y",
                "a b@c.example",
                "a@b.example\0",
                "a@b.example\u0085x",
                "nobody",
                "<a@b.example>",
                "a@b.example,c@d.example",
                "# a@b.example"
            })
    void never_lets_a_hostile_line_reach_the_relay(String line) throws IOException {
        list.files().subscribers("ann@a.example", line);
        assertThat(send()).isEqualTo(new DeliveryReport(1, 1, 0, 0));
        assertThat(peer.commands())
                .filteredOn(command -> command.startsWith("RCPT"))
                .containsExactly("RCPT TO:<ann@a.example>");
        assertThat(list.files().syslog().lines())
                .anyMatch(entry -> entry.startsWith("WARNING") && entry.contains("gets no mail"));
        assertThat(list.files().content("mlmmj.operation.log"))
                .contains("mlmmj-send: ")
                .contains("gets no mail");
        assertThat(list.lines("mlmmj.operation.log")).hasSize(1);
    }

    @Test
    void does_not_fill_the_log_with_junk() throws IOException {
        list.files().file("subscribers.d/x", "junk\n".repeat(1000)).subscribers("ann@a.example");
        send();
        assertThat(list.lines("mlmmj.operation.log"))
                .hasSize(21)
                .last()
                .asString()
                .contains("980 more lines");
    }

    @ParameterizedTest(name = "{1} to {0}")
    @CsvSource({
        "RCPT TO:<b@x.example>, 550 5.1.1 unknown",
        "RCPT TO:<b@x.example>, 501 syntax",
        ". b@x.example, 550 5.1.1 unknown",
        ". b@x.example, 550 5.2.1 disabled",
    })
    void records_a_bounce_and_does_not_try_again(String event, String reply) throws IOException {
        list.files().subscribers("a@x.example", "b@x.example", "c@x.example");
        peer.when(event, PeerAnswer.reply(reply));
        assertThat(send()).isEqualTo(new DeliveryReport(3, 2, 1, 0));
        assertThat(list.files().content("bounce/b=x.example")).isEqualTo("1:" + NOON + " (" + reply + ")\n");
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(peer.delivered()).containsExactly("a@x.example", "c@x.example");
        assertThat(peer.connections()).isEqualTo(1);
        assertThat(list.files().syslog().lines())
                .anyMatch(line -> line.contains("b@x.example") && line.contains(reply));
    }

    @ParameterizedTest(name = "{1} to {0}")
    @CsvSource({
        "RCPT TO:<b@x.example>, 450 greylisted",
        "RCPT TO:<b@x.example>, 452 4.5.3 many",
        "RCPT TO:<b@x.example>, 554 5.7.1 relay access denied",
        "RCPT TO:<b@x.example>, 552 5.3.4 message too big",
        "RCPT TO:<b@x.example>, 553 5.1.8 sender address rejected",
        "MAIL FROM:<birds+bounces-1-b=x.example, 451 trouble",
        "MAIL FROM:<birds+bounces-1-b=x.example, 550 no",
        "DATA b@x.example, 451 trouble",
        "DATA b@x.example, 554 no",
        ". b@x.example, 450 4.4.1 next hop down",
        ". b@x.example, 554 5.7.0 blocked",
        ". b@x.example, 550 no",
    })
    void lets_one_recipient_wait_and_serves_the_others(String event, String reply) throws IOException {
        list.files().subscribers("a@x.example", "b@x.example", "c@x.example");
        peer.when(event, PeerAnswer.reply(reply));
        assertThat(send()).isEqualTo(new DeliveryReport(3, 2, 0, 1));
        assertThat(list.files().content("requeue/1/subscribers")).isEqualTo("b@x.example\n");
        assertThat(list.files().names("requeue/1")).containsExactly("subscribers");
        assertThat(list.files().names("bounce")).isEmpty();
        assertThat(peer.delivered()).containsExactly("a@x.example", "c@x.example");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL FROM:<birds+bounces-1-b=", "RCPT TO:<b@", "DATA b@", "BODY b@", ". b@"})
    void connects_again_when_the_relay_breaks_off(String event) throws IOException {
        list.files().subscribers("a@x.example", "b@x.example", "c@x.example");
        peer.when(event, event.startsWith("MAIL") ? PeerAnswer.replyAndClose("421 closing") : PeerAnswer.close());
        assertThat(send()).isEqualTo(new DeliveryReport(3, 2, 0, 1));
        assertThat(list.files().content("requeue/1/subscribers")).isEqualTo("b@x.example\n");
        assertThat(peer.delivered()).containsExactly("a@x.example", "c@x.example");
        // Whoever is told to come back does so at once; who breaks off again without taking anything is believed.
        assertThat(peer.connections()).isEqualTo(event.startsWith("MAIL") ? 3 : 2);
    }

    @Test
    void gives_up_a_relay_that_always_breaks_off() throws IOException {
        for (int i = 0; i < 10; i++) {
            list.files().subscribers("u" + i + "@x.example");
        }
        peer.when("RCPT", PeerAnswer.close());
        assertThat(send()).isEqualTo(new DeliveryReport(10, 0, 0, 10));
        assertThat(peer.connections()).isEqualTo(3);
        assertThat(list.lines("requeue/1/subscribers")).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void puts_untried_recipients_before_those_who_failed() throws IOException {
        for (int i = 0; i < 5; i++) {
            list.files().subscribers("u" + i + "@x.example");
        }
        peer.when("MAIL", PeerAnswer.reply("451 not now"));
        send();
        assertThat(list.lines("requeue/1/subscribers"))
                .containsExactly("u3@x.example", "u4@x.example", "u0@x.example", "u1@x.example", "u2@x.example");
        assertThat(peer.commands()).endsWith("QUIT");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void keeps_the_post_for_everybody_while_the_relay_is_down() throws IOException {
        list.files().subscribers("a@x.example", "b@x.example");
        peer.refuseConnections();
        assertThat(send()).isEqualTo(new DeliveryReport(2, 0, 0, 2));
        assertThat(list.lines("requeue/1/subscribers")).containsExactly("a@x.example", "b@x.example");
        assertThat(list.files().content("archive/1")).isEqualTo(RelayedList.POST);
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void lets_a_single_recipient_wait_too() throws IOException {
        list.files().subscribers("a@x.example").control("relayhost", "no-such-host.invalid\n");
        assertThat(send()).isEqualTo(new DeliveryReport(1, 0, 0, 1));
        assertThat(list.lines("requeue/1/subscribers")).containsExactly("a@x.example");
        assertThat(list.files().syslog().lines()).anyMatch(line -> line.contains("cannot be resolved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO"})
    void lets_everybody_wait_when_the_relay_does_not_want_to_talk(String event) throws IOException {
        list.files().subscribers("a@x.example", "b@x.example");
        peer.when(event, PeerAnswer.reply("501 no"));
        assertThat(send().waiting()).isEqualTo(2);
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void tries_helo_on_a_new_connection() throws IOException {
        list.files().subscribers("a@x.example");
        peer.when("EHLO", PeerAnswer.replyAndClose("450 later"));
        assertThat(send()).isEqualTo(new DeliveryReport(1, 1, 0, 0));
        assertThat(peer.commands()).startsWith("EHLO lists.example", "HELO lists.example");
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void lets_everybody_wait_when_the_post_is_too_large_and_says_so_once() throws IOException {
        list.files().subscribers("a@x.example", "b@x.example");
        peer.announce("SIZE 20");
        assertThat(send()).isEqualTo(new DeliveryReport(2, 0, 0, 2));
        assertThat(list.files().syslog().lines())
                .filteredOn(line -> line.contains("the relay takes 20"))
                .hasSize(1);
        assertThat(peer.commands()).containsExactly("EHLO lists.example", "QUIT");
    }

    @Test
    void keeps_the_post_for_those_who_wait_if_there_is_no_archive() throws IOException {
        list.files().subscribers("a@x.example", "b@x.example").control("noarchive", "");
        peer.when("RCPT TO:<b@", PeerAnswer.reply("450 later"));
        send();
        assertThat(list.files().content("requeue/1/mailfile")).isEqualTo(RelayedList.POST);
        assertThat(list.files().content("requeue/1/subscribers")).isEqualTo("b@x.example\n");
        assertThat(list.files().names("archive")).isEmpty();
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }

    @Test
    void keeps_nothing_if_there_is_no_archive_and_everybody_has_the_post() throws IOException {
        list.files().subscribers("a@x.example").control("noarchive", "");
        send();
        assertThat(list.files().names("archive")).isEmpty();
        assertThat(list.files().names("requeue")).isEmpty();
        assertThat(list.files().content("index")).isEqualTo("1");
    }

    @Test
    void has_archive_and_journal_on_disk_before_the_relay_hears_of_the_post() throws IOException {
        list.files().subscribers("a@x.example", "b@x.example");
        CountDownLatch released = new CountDownLatch(1);
        peer.once("CONNECT", PeerAnswer.after(released, PeerAnswer.reply("220 hello")));
        CompletableFuture<DeliveryReport> sending = inBackground();
        await().until(() -> peer.connections() == 1);
        assertThat(list.files().content("archive/1")).isEqualTo(RelayedList.POST);
        assertThat(list.files().content("requeue/1/sending")).contains("\na@x.example\nb@x.example\n");
        assertThat(Files.exists(list.queued())).isTrue();
        assertThat(sending).isNotDone();
        released.countDown();
        assertThat(sending.join().delivered()).isEqualTo(2);
    }

    private CompletableFuture<DeliveryReport> inBackground() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return send();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    @Test
    void waits_for_whoever_holds_the_post_and_sends_nothing_if_it_is_gone_then() throws Exception {
        list.files().subscribers("a@x.example");
        CompletableFuture<DeliveryReport> sending;
        try (LockedFile held = LockedFile.open(list.queued().toRealPath(), DurableFiles::openExisting)) {
            sending = inBackground();
            Files.delete(held.path());
        }
        assertThatThrownBy(sending::join).hasCauseInstanceOf(NoSuchFileException.class);
        assertThat(peer.connections()).isZero();
        assertThat(list.files().content("index")).isEmpty();
    }

    @Test
    void ends_after_the_mail_under_way_when_it_is_asked_to() throws IOException {
        for (int i = 0; i < 5; i++) {
            list.files().subscribers("u" + i + "@x.example");
        }
        StopSignal stop = new StopSignal();
        peer.once(". u1@", connection -> {
            stop.request();
            PeerAnswer.reply("250 queued").give(connection);
        });
        DeliveryReport report = list.post(stop).send(list.queued(), Optional.empty());
        assertThat(report).isEqualTo(new DeliveryReport(5, 2, 0, 3));
        assertThat(peer.delivered()).containsExactly("u0@x.example", "u1@x.example");
        assertThat(peer.commands()).endsWith("QUIT");
        assertThat(list.lines("requeue/1/subscribers")).containsExactly("u2@x.example", "u3@x.example", "u4@x.example");
    }

    @Test
    void does_not_even_connect_when_it_was_asked_to_end_before() throws IOException {
        list.files().subscribers("a@x.example");
        StopSignal stop = new StopSignal();
        stop.request();
        assertThat(list.post(stop).send(list.queued(), Optional.empty()).waiting())
                .isEqualTo(1);
        assertThat(peer.connections()).isZero();
        assertThat(list.lines("requeue/1/subscribers")).containsExactly("a@x.example");
    }

    @Test
    void gives_up_the_greeting_when_it_is_asked_to_end() throws Exception {
        list.files().subscribers("a@x.example");
        peer.when("CONNECT", PeerAnswer.silence());
        StopSignal stop = new StopSignal();
        CompletableFuture<DeliveryReport> sending = CompletableFuture.supplyAsync(() -> {
            try {
                return list.post(stop).send(list.queued(), Optional.empty());
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        await().until(() -> peer.connections() == 1);
        stop.request();
        assertThat(sending.get().waiting()).isEqualTo(1);
    }

    @Test
    void tells_what_became_of_the_post() throws IOException {
        list.files().subscribers("a@x.example", "b@x.example", "c@x.example");
        peer.when("RCPT TO:<b@", PeerAnswer.reply("450 later"));
        peer.when("RCPT TO:<c@", PeerAnswer.reply("550 never"));
        send();
        assertThat(list.files().syslog().lines())
                .contains("INFO: mail 1 (" + RelayedList.QUEUED
                        + ", <1@b.example>): 3 recipients, 1 delivered, 1 bounced, 1 waiting");
    }

    @Test
    void delivers_to_more_recipients_than_are_read_ahead() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3 * FanOut.AHEAD; i++) {
            many.append("u").append(i).append("@x.example\n");
        }
        list.files().file("subscribers.d/u", many.toString());
        assertThat(send().delivered()).isEqualTo(3L * FanOut.AHEAD);
        assertThat(peer.delivered()).hasSize(3 * FanOut.AHEAD).doesNotHaveDuplicates();
    }

    @Test
    void keeps_the_journal_when_the_list_directory_cannot_be_worked_on() throws IOException {
        list.files().subscribers("a@x.example");
        peer.when("RCPT", PeerAnswer.reply("450 later"));
        try (Delivery delivery = list.post().prepare(list.queued(), Optional.empty())) {
            // A folder where the file of those who wait belongs.
            Files.createDirectories(list.files().path("requeue/1/subscribers"));
            assertThatThrownBy(delivery::deliver).isInstanceOf(IOException.class);
        }
        assertThat(list.files().has("requeue/1/sending")).isTrue();
        assertThat(Files.exists(list.queued())).isTrue();
        Files.delete(list.files().path("requeue/1/subscribers"));
        assertThat(new DeliveryRecovery(list.files().open()).run()).isEqualTo(1);
        assertThat(list.lines("requeue/1/subscribers")).containsExactly("a@x.example");
        assertThat(Files.exists(list.queued())).isFalse();
    }
}
