package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.send.smtp.Timeouts;
import org.jmlmmj.send.smtp.Wait;
import org.junit.jupiter.api.Test;

class ReachableRelaysTest {
    private static final Timeouts SHORT =
            Timeouts.standard().with(Wait.CONNECT, Duration.ofSeconds(5)).with(Wait.GREETING, Duration.ofMillis(200));

    private final AtomicLong nanoTime = new AtomicLong();
    private final ReachableRelays relays = new ReachableRelays(nanoTime::get);

    private static Relay relay(int port) {
        return new Relay("127.0.0.1", port, Optional.empty(), 1, SHORT, RelaySecurity.NONE);
    }

    @Test
    void relay_that_greets_is_asked_once_for_a_while() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            assertThat(relays.troubleOf(relay(peer.port()))).isEmpty();
            assertThat(relays.troubleOf(relay(peer.port()))).isEmpty();
            assertThat(peer.connections()).isEqualTo(1);
            nanoTime.addAndGet(Duration.ofMinutes(6).toNanos());
            assertThat(relays.troubleOf(relay(peer.port()))).isEmpty();
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void relay_that_takes_no_mail_is_trouble() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            peer.when("CONNECT", PeerAnswer.reply("421 4.3.2 closing"));
            assertThat(relays.troubleOf(relay(peer.port())))
                    .contains("relay 127.0.0.1:" + peer.port() + ": takes no mail: 421 4.3.2 closing");
        }
    }

    @Test
    void closed_port_and_unknown_name_are_trouble() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(relays.troubleOf(relay(port))).get().asString().contains("refused");
        assertThat(relays.troubleOf(
                        new Relay("no-such-host.invalid", 25, Optional.empty(), 1, SHORT, RelaySecurity.NONE)))
                .contains("relay no-such-host.invalid:25: the name cannot be resolved");
    }

    @Test
    void silent_relay_costs_one_time_out_for_all_who_ask() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Relay relay = relay(silent.getLocalPort());
            ExecutorService threads = Executors.newFixedThreadPool(8);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return relays.troubleOf(relay);
                }));
            }
            long begin = System.nanoTime();
            start.countDown();
            for (Future<Optional<String>> answer : answers) {
                assertThat(answer.get()).isPresent();
            }
            // Eight attempts one after the other would take 1.6 s.
            assertThat(System.nanoTime() - begin)
                    .isLessThan(Duration.ofMillis(1200).toNanos());
            threads.shutdown();
        }
    }

    @Test
    void request_to_end_wakes_who_waits() {
        StopSignal stop = new StopSignal();
        assertThat(stop.await(Duration.ofMillis(1))).isFalse();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Boolean> waiting = thread.submit(() -> stop.await(Duration.ofHours(1)));
        stop.request();
        await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
        assertThat(waiting).succeedsWithin(Duration.ZERO).isEqualTo(true);
        thread.shutdown();
    }
}
