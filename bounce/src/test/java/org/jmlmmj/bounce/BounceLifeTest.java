package org.jmlmmj.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jmlmmj.core.address.EmailAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a bouncing address from maintenance run to maintenance run (spec 05 §1, 04 §9). */
class BounceLifeTest {
    private static final String RECORD = "bounce/joe=example.net";
    private static final EmailAddress JOE = EmailAddress.of("joe@example.net");

    private BouncingList birds;

    @BeforeEach
    void makeList(@TempDir Path parent) throws IOException {
        birds = new BouncingList(parent);
        birds.fixture.subscribers("joe@example.net", "ann@example.net");
    }

    private void bounceNow(String index) throws IOException {
        birds.bounce(index + "-joe=example.net", BouncingList.failed("joe@example.net"));
    }

    private void bounceProbe() throws IOException {
        birds.bounce("probe-joe=example.net", BouncingList.failed("joe@example.net"));
    }

    @Test
    void probes_at_the_first_run_after_a_bounce() throws IOException {
        bounceNow("109");
        birds.clock.move(Duration.ofHours(2));
        bounceNow("110");
        birds.maintain();
        assertThat(birds.sent).singleElement().satisfies(mail -> {
            assertThat(mail.sender().value()).isEqualTo("birds+bounces-probe-joe=example.net@example.org");
            assertThat(mail.recipient()).isEqualTo(JOE);
        });
        assertThat(birds.texts.get(0)).contains("109\n", "110\n", "Auto-Submitted: auto-generated");
        assertThat(birds.fixture.content(RECORD + "-probe"))
                .isEqualTo(Long.toString(birds.clock.instant().getEpochSecond()));
        assertThat(birds.fixture.names("queue")).containsExactly("discarded");
    }

    @Test
    void probes_once_until_the_probe_is_settled() throws IOException {
        bounceNow("109");
        birds.maintain();
        birds.clock.move(Probes.WAIT);
        birds.maintain();
        assertThat(birds.sent).hasSize(1);
        assertThat(birds.fixture.has(RECORD)).isTrue();
    }

    @Test
    void forgives_an_address_whose_probe_survives() throws IOException {
        bounceNow("109");
        birds.maintain();
        bounceNow("110");
        birds.clock.move(Probes.WAIT.plusSeconds(1));
        birds.maintain();
        assertThat(birds.fixture.names("bounce")).isEmpty();
        assertThat(birds.list.subscribers().contain(JOE)).isTrue();
    }

    @Test
    void unsubscribes_an_address_whose_probes_come_back_for_five_and_a_half_days() throws IOException {
        birds.fixture.control("notifysub", "");
        birds.fixture.lines("digesters.d", "JOE@example.net").lines("nomailsubs.d", "joe@example.net");
        bounceNow("109");
        Instant end = birds.clock.instant().plus(BouncingList.LIFE);
        while (birds.clock.instant().isBefore(end)) {
            birds.maintain();
            assertThat(birds.list.subscribers().contain(JOE)).isTrue();
            bounceProbe();
            birds.clock.move(Duration.ofHours(2));
        }
        birds.sent.clear();
        birds.maintain();
        assertThat(birds.list.subscribers().contain(JOE)).isFalse();
        assertThat(birds.fixture.names("bounce")).isEmpty();
        assertThat(birds.list.subscribers().contain(EmailAddress.of("ann@example.net")))
                .isTrue();
        assertThat(birds.fixture.content("mlmmj.operation.log"))
                .isEqualTo("Mon Mar 10 00:00:00 2025 mlmmj-maintd: joe@example.net unsubscribed due to bouncing since"
                        + " Tue Mar  4 12:00:00 2025 (5.1.1 permanent: 550 5.1.1 <joe@example.net>: User unknown)\n");
        assertThat(birds.sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipient().value()).isEqualTo("birds+owner@example.org"));
        assertThat(birds.texts).last().asString().contains("joe@example.net");
        assertThat(birds.problems).isEmpty();
    }

    @Test
    void owner_is_told_of_a_removal_whose_first_attempt_died_before_it_told_him() throws IOException {
        birds.fixture.control("notifysub", "").file(RECORD, "1:1000 # Thu Jan  1 00:16:40 1970\n");
        birds.list.subscribers().removeBouncing(JOE);

        birds.maintain();

        assertThat(birds.sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipient().value()).isEqualTo("birds+owner@example.org"));
        assertThat(birds.fixture.names("bounce")).isEmpty();
    }

    @Test
    void removal_that_could_not_be_told_is_not_forgotten_in_the_same_run() throws IOException {
        birds.fixture.file(RECORD, "1:1000 # Thu Jan  1 00:16:40 1970\n");
        birds.list.subscribers().removeBouncing(JOE);

        birds.probe();

        assertThat(birds.fixture.has(RECORD)).isTrue();
    }

    @Test
    void tells_nobody_without_notifysub() throws IOException {
        birds.fixture.file(RECORD, "1:1000 # Thu Jan  1 00:16:40 1970\n");
        assertThat(birds.unsubscribe()).isEqualTo(1);
        assertThat(birds.sent).isEmpty();
    }

    @Test
    void does_not_unsubscribe_while_a_probe_is_on_its_way() throws IOException {
        birds.fixture.file(RECORD, "1:1000 # x\n").file(RECORD + "-probe", "1741089600");
        assertThat(birds.unsubscribe()).isZero();
        assertThat(birds.list.subscribers().contain(JOE)).isTrue();
    }

    @Test
    void does_not_probe_whom_a_failure_kept_from_being_unsubscribed() throws IOException {
        birds.fixture.file(RECORD, "1:1000 # Thu Jan  1 00:16:40 1970\n");

        assertThat(birds.probe()).isZero();

        assertThat(birds.fixture.has(RECORD + "-probe")).isFalse();
        assertThat(birds.unsubscribe()).isEqualTo(1);
    }

    @Test
    void a_probe_that_the_relay_does_not_take_leaves_nothing_behind_and_stops_no_removal() throws IOException {
        birds.relay = mail -> false;
        bounceNow("109");
        birds.maintain();
        assertThat(birds.fixture.names("bounce")).containsExactly("joe=example.net", "joe=example.net.lastmsg");
        assertThat(birds.fixture.names("queue")).containsExactly("discarded");
        assertThat(birds.problems).containsExactly("bounce/joe=example.net: the relay did not take the probe");
        birds.clock.move(BouncingList.LIFE);
        birds.maintain();
        assertThat(birds.list.subscribers().contain(JOE)).isFalse();
    }

    @Test
    void a_bounce_of_a_probe_that_nobody_sent_changes_nothing() throws IOException {
        bounceNow("109");
        bounceProbe();
        assertThat(birds.fixture.names("bounce")).containsExactly("joe=example.net", "joe=example.net.lastmsg");
        birds.probe();
        birds.clock.move(Duration.ofDays(30));
        birds.maintain();
        assertThat(birds.list.subscribers().contain(JOE)).isTrue();
    }

    @Test
    void nothing_happens_while_the_clock_is_set_back() throws IOException {
        bounceNow("109");
        birds.maintain();
        birds.clock.move(Duration.ofDays(-1));
        birds.maintain();
        assertThat(birds.fixture.names("bounce"))
                .containsExactly("joe=example.net", "joe=example.net-probe", "joe=example.net.lastmsg");
        birds.clock.move(Duration.ofDays(1).plus(Probes.WAIT).plusSeconds(1));
        birds.maintain();
        assertThat(birds.fixture.names("bounce")).isEmpty();
    }

    @Test
    void counts_seconds_beyond_2038() throws IOException {
        birds.clock.set(Instant.parse("2038-01-19T03:00:00Z"));
        bounceNow("109");
        birds.clock.move(BouncingList.LIFE.minusSeconds(1));
        assertThat(birds.unsubscribe()).isZero();
        birds.clock.move(Duration.ofSeconds(1));
        assertThat(birds.unsubscribe()).isEqualTo(1);
    }

    @Test
    void takes_bouncelife_from_the_list() throws IOException {
        birds.fixture.control("bouncelife", "86400\n");
        bounceNow("109");
        birds.clock.move(Duration.ofDays(1).plus(Probes.WAIT).minusSeconds(1));
        assertThat(birds.unsubscribe()).isZero();
        birds.clock.move(Duration.ofSeconds(1));
        assertThat(birds.unsubscribe()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\n", "12\n", ":# x\n", "1:soon # x\n"})
    void tells_of_a_record_it_cannot_read_and_keeps_it(String record) throws IOException {
        birds.fixture.file(RECORD, record);
        assertThat(birds.unsubscribe()).isZero();
        assertThat(birds.problems)
                .singleElement()
                .asString()
                .startsWith("bounce/joe=example.net: its first line is no bounce");
        assertThat(birds.fixture.has(RECORD)).isTrue();
    }

    @Test
    void skips_an_empty_record_in_silence() throws IOException {
        birds.fixture.file(RECORD, "");
        assertThat(birds.unsubscribe()).isZero();
        assertThat(birds.problems).isEmpty();
    }

    @Test
    void takes_the_last_equals_sign_for_the_at() throws IOException {
        birds.fixture.subscribers("a=b@example.net").file("bounce/a=b=example.net", "1:1000 # x\n");
        assertThat(birds.unsubscribe()).isEqualTo(1);
        assertThat(birds.list.subscribers().contain(EmailAddress.of("a=b@example.net")))
                .isFalse();
    }

    @Test
    void forgets_an_address_that_has_left() throws IOException {
        for (String name : List.of("eve=example.net", "eve=example.net.lastmsg", "kim=example.net")) {
            birds.fixture.file("bounce/" + name, "1:1000 # x\n");
        }
        birds.fixture.file("bounce/kim=example.net", "1:1741089600 # x\n");
        birds.unsubscribe();
        assertThat(birds.probe()).isZero();
        assertThat(birds.fixture.names("bounce")).isEmpty();
        assertThat(birds.sent).isEmpty();
    }

    @Test
    void works_without_the_folder() throws IOException {
        Files.delete(birds.fixture.path("bounce"));
        birds.maintain();
        assertThat(birds.fixture.has("bounce")).isFalse();
    }

    @Test
    void leaves_the_rest_to_the_next_run_when_the_relay_takes_nothing() throws IOException {
        birds.relay = mail -> false;
        for (int i = 0; i < 60; i++) {
            birds.fixture
                    .subscribers("u" + i + "@example.net")
                    .file("bounce/u" + i + "=example.net", "1:1741089600 # x\n");
        }
        assertThat(birds.probe()).isZero();
        assertThat(birds.problems).hasSize(50);
        birds.relay = mail -> true;
        assertThat(birds.probe()).isEqualTo(60);
    }

    @Test
    void stops_between_addresses() throws IOException {
        birds.fixture.file(RECORD, "1:1000 # x\n").file("bounce/ann=example.net", "1:1000 # x\n");
        int removed =
                new BounceRemoval(birds.list, birds.writer(), birds.outbox()).run(birds.problems::add, () -> true);
        assertThat(removed).isZero();
        int sent = new ProbeRound(birds.list, new Probes(birds.list, birds.writer(), birds.outbox()))
                .run(birds.problems::add, () -> true);
        assertThat(sent).isZero();
    }

    @Test
    void a_second_run_at_the_same_time_changes_nothing() throws IOException {
        bounceNow("109");
        birds.maintain();
        List<String> before = birds.fixture.names("bounce");
        String record = birds.fixture.content(RECORD);
        birds.maintain();
        assertThat(birds.fixture.names("bounce")).isEqualTo(before);
        assertThat(birds.fixture.content(RECORD)).isEqualTo(record);
        assertThat(birds.sent).hasSize(1);
    }
}
