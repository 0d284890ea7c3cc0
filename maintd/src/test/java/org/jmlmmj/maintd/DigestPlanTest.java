package org.jmlmmj.maintd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestPlanTest {
    private static final DigestPlan.Rhythm WEEKLY = new DigestPlan.Rhythm(604_800, 50);
    private static final long NOW = 1_741_089_600L;

    private static DigestPlan plan(String last, long index, long complete) throws IOException {
        return DigestPlan.of(LastDigest.parse(last).orElseThrow(), WEEKLY, index, NOW, () -> complete);
    }

    @ParameterizedTest
    @CsvSource({
        // The first digest of a list comes with its first post.
        "'', 1, 1, 1:1741089600:1",
        // Not due: neither time nor posts.
        "10:1741089599:3, 59, 59, 10:1741089599:3",
        "10:1740484801:3, 59, 59, 10:1740484801:3",
        // By time, to the second.
        "10:1740484800:3, 12, 12, 12:1741089600:4",
        // By posts.
        "10:1741089599:3, 60, 60, 60:1741089600:4",
        // No more than allowed; the rest is due at once.
        "10:1741089599:3, 200, 200, 60:1741089600:4",
        // Only the time moves.
        "10:1740484800:3, 10, 10, 10:1741089600:3",
        // The index was reset.
        "10:1740484800:3, 4, 4, 4:1741089600:3",
        // Posts in flight are left for the next run, all or some.
        "10:1740484800:3, 12, 10, 10:1740484800:3",
        "10:1740484800:3, 12, 11, 11:1741089600:4",
        // The clock was set back a day: as if nothing had happened.
        "10:1741176000:3, 12, 12, 10:1741176000:3",
        // It was far in the future before: that is mended.
        "10:4102444800:3, 12, 12, 12:1741089600:4"
    })
    void next_state(String last, long index, long complete, String expected) throws IOException {
        assertThat(plan(last, index, complete).next().text()).isEqualTo(expected + "\n");
    }

    @Test
    void archive_is_not_searched_unless_a_digest_is_due() throws IOException {
        DigestPlan plan = DigestPlan.of(new LastDigest(1, NOW, 1), WEEKLY, 2, NOW, () -> {
            throw new IOException("searched");
        });
        assertThat(plan.isDue()).isFalse();
    }

    @Test
    void numbers_beyond_all_bounds_do_not_overflow() throws IOException {
        DigestPlan.Rhythm greedy = new DigestPlan.Rhythm(Long.MAX_VALUE, Long.MAX_VALUE);
        LastDigest last = new LastDigest(5, 0, 1);
        assertThat(DigestPlan.of(last, greedy, 999_999_999_999_999_999L, NOW, () -> Long.MAX_VALUE)
                        .isDue())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10:0:1, 11, 11", "10:0:1, 13, 11-13"})
    void range_is_one_number_or_two(String last, long index, String range) throws IOException {
        assertThat(plan(last, index, index).range()).isEqualTo(range);
    }

    @ParameterizedTest
    @CsvSource({
        "'5:6:7', 5:6:7",
        "'5:6:7\n', 5:6:7",
        "'5:6', 5:6:0",
        "'5:6\n', 5:6:0",
        "'5:6\r\nrest', 5:6:0",
        "'', 0:0:0",
        "'\n', 0:0:0"
    })
    void every_form_of_the_file_is_understood(String content, String meaning) {
        assertThat(LastDigest.parse(content).orElseThrow().text()).isEqualTo(meaning + "\n");
    }

    @ParameterizedTest
    @CsvSource({"5", "5:", "x:6:7", "5:6:7:8", "-5:6:7", "'5 :6:7'", "1234567890123456789:6:7"})
    void anything_else_is_not(String content) {
        assertThat(LastDigest.parse(content)).isEmpty();
    }
}
