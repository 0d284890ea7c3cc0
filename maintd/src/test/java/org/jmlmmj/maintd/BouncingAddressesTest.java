package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a bouncing address over days, as runs of maintenance see it (spec 05 §1). */
class BouncingAddressesTest extends OnMaintainedList {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @BeforeEach
    void fillList() {
        list.files().subscribers("joe@x.example").lines("digesters.d", "joe@x.example");
        list.files().file("bounce/joe=x.example", "7:" + list.now().getEpochSecond() + " # then\n");
    }

    @Test
    void address_whose_probe_does_not_come_back_is_forgiven() {
        list.run();
        assertThat(peer.accepted()).singleElement().satisfies(mail -> {
            assertThat(mail.sender()).isEqualTo("birds+bounces-probe-joe=x.example@example.org");
            assertThat(mail.recipient()).isEqualTo("joe@x.example");
        });
        assertThat(list.files().names("bounce")).containsExactly("joe=x.example", "joe=x.example-probe");
        list.pass(Duration.ofHours(12)).run();
        assertThat(list.files().names("bounce")).hasSize(2);
        list.pass(Duration.ofSeconds(1)).run();
        assertThat(list.files().names("bounce")).isEmpty();
        assertThat(list.counted(Count.FORGIVEN)).isEqualTo(1);
        assertThat(peer.accepted()).hasSize(1);
        assertThat(list.files().has("subscribers.d/j")).isTrue();
    }

    @Test
    void address_whose_probes_come_back_is_unsubscribed_in_time() throws Exception {
        int runs = 0;
        while (list.files().has("subscribers.d/j")) {
            list.run().pass(TWO_HOURS);
            // The probe comes back before the next run.
            Files.deleteIfExists(list.files().path("bounce/joe=x.example-probe"));
            runs++;
        }
        // The first run at which 5 days and 12 hours have passed.
        assertThat(runs).isEqualTo(132 / 2 + 1);
        assertThat(list.counted(Count.REMOVED)).isEqualTo(1);
        assertThat(list.files().names("bounce")).isEmpty();
        assertThat(list.files().has("digesters.d/j")).isFalse();
        assertThat(list.files().content("mlmmj.operation.log"))
                .contains("mlmmj-maintd: joe@x.example unsubscribed due to bouncing since");
    }

    @Test
    void dead_relay_forgives_and_removes_nobody() {
        peer.refuseConnections();
        list.run();
        assertThat(list.files().names("bounce")).containsExactly("joe=x.example");
        assertThat(list.files().names("queue")).containsExactly("discarded");
    }
}
