package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;

/** Whatever a relay does, every subscriber gets the post, waits for it, or has a bounce record: exactly one of them. */
class RandomTroubleTest {
    private static final List<String> EVENTS =
            List.of("MAIL FROM:<birds+bounces-1-%s=", "RCPT TO:<%s@", "DATA %s@", ". %s@");
    private static final List<String> REPLIES = List.of(
            "450 4.2.0 later",
            "451 trouble",
            "452 full",
            "550 5.1.1 unknown",
            "554 5.7.1 no",
            "503 what",
            "421 bye",
            "nonsense");

    private static final List<String[]> EXTENSIONS = List.of(
            new String[0],
            new String[] {"PIPELINING", "8BITMIME", "SIZE"},
            new String[] {"PIPELINING", "CHUNKING"},
            new String[] {"CHUNKING"});

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void every_subscriber_is_delivered_waiting_or_bounced(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int percent) throws IOException {
        Path folder = Files.createTempDirectory("trouble");
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            Random random = new Random(seed);
            RelayedList list = RelayedList.of(folder, peer);
            list.files().control("relayconnections", 1 + random.nextInt(3) + "\n");
            peer.announce(EXTENSIONS.get(random.nextInt(EXTENSIONS.size())));
            if (random.nextInt(3) == 0) {
                list.files().control("verp", "postfix\n").control("maxverprecips", 1 + random.nextInt(20) + "\n");
            }
            List<String> subscribers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String local = "u%02d".formatted(i);
                subscribers.add(local + "@x.example");
                if (random.nextInt(100) < percent) {
                    makeTrouble(peer, local, random);
                }
            }
            list.files().subscribers(subscribers.toArray(String[]::new));
            DeliveryReport report = list.post().send(list.queued(), Optional.empty());
            List<String> bounced = list.files().names("bounce").stream()
                    .map(name -> name.replace('=', '@'))
                    .toList();
            List<String> waiting = list.lines("requeue/1/subscribers");
            List<String> all = new ArrayList<>(peer.delivered());
            all.addAll(bounced);
            all.addAll(waiting);
            assertThat(all).containsExactlyInAnyOrderElementsOf(subscribers);
            assertThat(report)
                    .isEqualTo(new DeliveryReport(60, peer.delivered().size(), bounced.size(), waiting.size()));
        } finally {
            delete(folder);
        }
    }

    private static void makeTrouble(ScriptedSmtpPeer peer, String local, Random random) {
        String event = EVENTS.get(random.nextInt(EVENTS.size())).formatted(local);
        String reply = REPLIES.get(random.nextInt(REPLIES.size()));
        switch (random.nextInt(6)) {
            case 0 -> peer.when("BODY " + local, PeerAnswer.close());
            case 1 -> peer.when(event, PeerAnswer.close());
            case 2 -> peer.when(event, PeerAnswer.replyAndClose(reply));
            default -> peer.when(event, PeerAnswer.reply(reply));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
