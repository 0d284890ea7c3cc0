package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmlmmj.core.address.EmailAddress;
import org.jmlmmj.core.address.ReversePath;
import org.jmlmmj.core.list.MailingList;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.core.test.disk.PowerLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power losses after every step of a delivery: whoever was not served waits with the whole mail, where the next maintenance run finds
 * both, or the mail waits in the queue as before (spec 03 §10.2).
 */
class DeliveryPowerLossTest {
    private static final String SERVED = "ann@x.example";
    private static final List<String> WAITING = List.of("bob@x.example", "cid@x.example");

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    private final ScriptedSmtpPeer peer = ScriptedSmtpPeer.start();
    private PowerLoss power;
    private RelayedList list;

    @BeforeEach
    void makeList() throws IOException {
        peer.when("RCPT TO:<bob@x.example>", PeerAnswer.reply("451 4.3.0 later"));
        peer.when("RCPT TO:<cid@x.example>", PeerAnswer.reply("451 4.3.0 later"));
        power = PowerLoss.in(folder);
        list = RelayedList.of(power.disk(), peer);
        list.files().subscribers(SERVED, WAITING.get(0), WAITING.get(1));
        list.files().lines("digesters.d", SERVED, WAITING.get(0), WAITING.get(1));
        power.begin();
    }

    @AfterEach
    void failEverywhere() throws Exception {
        assertThat(power.lose()).isGreaterThan(10);
        peer.close();
    }

    /** Looks at the list after the next maintenance run. */
    private interface ListCheck {
        void check(ListFixture left) throws Exception;
    }

    private PowerLoss.Withdrawal promise(ListCheck check) {
        return power.promise(disk -> {
            ListFixture left = ListFixture.of(disk.resolve("birds"));
            new DeliveryRecovery(left.open()).run();
            assertThat(left.syslog().lines()).noneMatch(line -> line.startsWith("ERR"));
            check.check(left);
        });
    }

    private static void isQueued(ListFixture left) {
        assertThat(left.content(RelayedList.QUEUED)).isEqualTo(RelayedList.POST);
    }

    /** Who waits in the folder of a post. */
    private static List<String> waiting(ListFixture left, String post) {
        List<String> waiting = new ArrayList<>();
        for (String name : List.of("subscribers", "subscribers.resending")) {
            String file = "requeue/" + post + "/" + name;
            if (left.has(file)) {
                // What readers take for addresses: where octets never reached the disk are NULs.
                left.content(file)
                        .lines()
                        .filter(line -> EmailAddress.parse(line).isPresent())
                        .forEach(waiting::add);
            }
        }
        return waiting;
    }

    private static void waitsWith(ListFixture left, String post, String mail) {
        assertThat(waiting(left, post)).containsAll(WAITING).isSubsetOf(SERVED, WAITING.get(0), WAITING.get(1));
        assertThat(left.content(mail)).isEqualTo(RelayedList.POST);
    }

    @Test
    void post_waits_for_everybody_who_was_not_served() throws IOException {
        promise(left -> {
            if (left.has(RelayedList.QUEUED)) {
                isQueued(left);
            } else {
                waitsWith(left, "1", "archive/1");
            }
        });
        assertThat(list.post().send(list.queued(), Optional.empty()).delivered())
                .isEqualTo(1);
        promise(left -> {
            waitsWith(left, "1", "archive/1");
            assertThat(waiting(left, "1")).doesNotContain(SERVED);
        });
    }

    @Test
    void post_that_is_not_archived_waits_too() throws IOException {
        list.files().control("noarchive", "");
        power.begin();
        promise(left -> {
            if (left.has(RelayedList.QUEUED)) {
                isQueued(left);
            } else {
                waitsWith(left, "1", "requeue/1/mailfile");
            }
        });
        list.post().send(list.queued(), Optional.empty());
    }

    @Test
    void prepared_delivery_needs_nothing_but_its_own_files() throws IOException {
        try (Delivery delivery = list.post().prepare(list.queued(), Optional.empty())) {
            promise(left -> waitsWith(left, "1", "archive/1"));
            delivery.deliver();
        }
    }

    @Test
    void another_attempt_forgets_nobody() throws IOException {
        Files.createDirectories(list.files().path("requeue/7"));
        list.files()
                .file("archive/7", RelayedList.POST)
                .file("requeue/7/subscribers", String.join("\n", WAITING) + "\n" + SERVED + "\n");
        power.begin();
        promise(left -> waitsWith(left, "7", "archive/7"));
        MailingList open = list.files().open();
        try (Delivery delivery = new Resend(open, list.relay(), new StopSignal())
                .prepare(open.archive().post(7), open.requeue().subscribers("7"))) {
            delivery.deliver();
        }
        promise(left -> assertThat(waiting(left, "7")).doesNotContain(SERVED));
    }

    @Test
    void digest_waits_for_its_readers() throws IOException {
        promise(left -> {
            if (left.has(RelayedList.QUEUED)) {
                isQueued(left);
            } else {
                waitsWith(left, "digest3", "requeue/digest3/mailfile");
            }
        });
        try (Delivery delivery =
                new DigestMail(list.files().open(), list.relay(), new StopSignal()).prepare(list.queued(), 3)) {
            promise(left -> assertThat(left.has("requeue/digest3")).isTrue());
            delivery.deliver();
        }
    }

    @Test
    void mail_to_some_people_becomes_a_queue_entry_for_each() throws IOException {
        promise(left -> {
            if (left.has(RelayedList.QUEUED)) {
                isQueued(left);
            } else {
                MailingList open = left.open();
                List<String> parked = new ArrayList<>();
                for (String name : left.names("queue")) {
                    open.queue().parked(open.queue().mail(name)).ifPresent(mail -> {
                        parked.add(mail.recipient().value());
                        assertThat(left.content("queue/" + name)).isEqualTo(RelayedList.POST);
                    });
                }
                assertThat(parked).containsAll(WAITING);
            }
        });
        List<EmailAddress> people =
                List.of(EmailAddress.of(SERVED), EmailAddress.of(WAITING.get(0)), EmailAddress.of(WAITING.get(1)));
        try (Delivery delivery = new DirectMail(list.files().open(), list.relay(), new StopSignal())
                .prepare(list.queued(), ReversePath.EMPTY, people)) {
            delivery.deliver();
        }
    }

    @Test
    void parked_mail_leaves_only_when_it_is_accepted() throws IOException {
        MailingList open = list.files().open();
        List<EmailAddress> people = List.of(EmailAddress.of(WAITING.get(0)), EmailAddress.of(SERVED));
        var parked =
                open.queue().park(open.queue().mail("0123456789abcdef"), ReversePath.EMPTY, people, Optional.empty());
        promise(left -> {
            MailingList there = left.open();
            assertThat(there.queue().parked(there.queue().mail("0123456789abcdef")))
                    .isPresent();
            isQueued(left);
        });
        new RelayOutbox(open, list.relay(), new StopSignal()).send(parked);
        promise(left -> assertThat(left.has("queue/0123456789abcdef-1")).isFalse());
    }
}
