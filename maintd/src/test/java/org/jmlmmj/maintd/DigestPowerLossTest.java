package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.core.test.MemoryFolder;
import org.jmlmmj.core.test.PeerAnswer;
import org.jmlmmj.core.test.ScriptedSmtpPeer;
import org.jmlmmj.core.test.disk.PowerLoss;
import org.jmlmmj.send.DeliveryRecovery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power losses after every step of a digest: it is sent, waits for its readers, or is still to come; no post is left out. */
class DigestPowerLossTest {
    private static final String POST = "From: bob@x.example\nSubject: Owls\n\nHoo.\n";

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @Test
    void digest_is_still_to_come_or_waits_with_its_readers() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.start()) {
            peer.when("RCPT", PeerAnswer.reply("451 4.3.0 later"));
            PowerLoss power = PowerLoss.in(folder);
            MaintainedList list = MaintainedList.in(power.disk(), peer);
            list.file("archive/10", POST, Duration.ofHours(1))
                    .file("index", "10", Duration.ofHours(1))
                    .file("lastdigest", "9:741089600:9\n", Duration.ofDays(30));
            list.files().lines("digesters.d", "dora@x.example");
            power.begin();
            power.promise(DigestPowerLossTest::check);
            list.run();
            assertThat(list.files().content("lastdigest")).isEqualTo("10:1741089600:10\n");
            power.promise(disk -> assertThat(last(ListFixture.of(disk.resolve("birds"))))
                    .hasValue(new LastDigest(10, 1741089600, 10)));
            assertThat(power.lose()).isGreaterThan(20);
        }
    }

    private static Optional<LastDigest> last(ListFixture left) {
        return LastDigest.parse(left.content("lastdigest"));
    }

    private static void check(Path disk) throws IOException {
        ListFixture left = ListFixture.of(disk.resolve("birds"));
        new DeliveryRecovery(left.open()).run();
        LastDigest last = last(left).orElseThrow();
        assertThat(last.issue()).isBetween(9L, 10L);
        boolean waits = left.has("requeue/digest10/subscribers")
                && left.content("requeue/digest10/subscribers").contains("dora@x.example\n");
        if (last.index() == 10) {
            assertThat(waits).isTrue();
            assertThat(left.content("requeue/digest10/mailfile")).contains("Hoo.");
        } else {
            assertThat(last.index()).isEqualTo(9);
        }
    }
}
