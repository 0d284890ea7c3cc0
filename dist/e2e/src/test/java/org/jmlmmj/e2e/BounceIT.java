package org.jmlmmj.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A subscriber's mailbox that is no more: from the refusal by the world's mail server to the end of the subscription. */
@ExtendWith(Servers.class)
class BounceIT {
    private static final String BOUNCER = "bounce/gone-refused=people.example";

    private final ListServer server;

    BounceIT(ListServer server) {
        this.server = server;
    }

    private static boolean has(MadeList list, String file) {
        return Files.exists(list.folder().resolve(file));
    }

    /** As if the first bounce had been so long ago. */
    private static void moveFirstBounce(MadeList list, Duration back) throws IOException {
        Path file = list.folder().resolve(BOUNCER);
        Instant then = Instant.now().minus(back);
        Files.writeString(file, list.text(BOUNCER).replaceFirst(":\\d+ ", ":" + then.getEpochSecond() + " "));
    }

    @Test
    void a_refused_subscriber_is_recorded_then_probed_and_in_the_end_unsubscribed() throws Exception {
        MadeList list = server.make("refused");
        List<String> people = list.subscribe("ann", "gone");

        list.post(people.get(0), "Swallow for the dead");
        list.awaitFile(BOUNCER);
        server.awaitQuiet();
        assertThat(list.names("bounce"))
                .containsExactlyInAnyOrder("gone-refused=people.example", "gone-refused=people.example.lastmsg");
        assertThat(list.text(BOUNCER)).startsWith("1:").hasLineCount(1);
        assertThat(list.text(BOUNCER + ".lastmsg")).contains("User unknown", "message/delivery-status");

        list.maintain();
        await("end of the probe").atMost(Patience.LIMIT).until(() -> !has(list, BOUNCER + "-probe"));
        server.awaitQuiet();
        assertThat(server.mailServer().log()).contains("from=<refused+bounces-probe-gone-refused=people.example@");
        assertThat(server.adminApi().subscription(list.address(), people.get(1)))
                .contains("\"_success\":true");

        moveFirstBounce(list, Duration.ofDays(5).plusHours(13));
        list.maintain();

        assertThat(server.adminApi().subscription(list.address(), people.get(1)))
                .contains("\"_success\":false");
        assertThat(server.adminApi().subscription(list.address(), people.get(0)))
                .contains("\"_success\":true");
        assertThat(has(list, BOUNCER)).isFalse();
        assertThat(server.world().mailbox(people.get(0))).hasSize(1);
    }

    @Test
    void a_partner_domain_that_refuses_through_our_own_relay_bounces_the_same_way() throws Exception {
        MadeList list = server.make("relayed");
        server.adminApi().subscribe(list.address(), "gone@" + ListServer.PARTNER, "ann@" + ListServer.PARTNER);
        String ann = list.subscribe("ann").get(0);

        list.post(ann, "Swallow for the partner");

        list.awaitFile("bounce/gone=" + ListServer.PARTNER);
        assertThat(list.awaitMail("ann@" + ListServer.PARTNER, "Swallow for the partner")
                        .sender())
                .isEqualTo("relayed+bounces-1-ann=partner.example@lists.example.org");
    }
}
