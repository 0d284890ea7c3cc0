package org.jmlmmj.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final GroupCommit commit = new GroupCommit(now::get);

    @Test
    void is_due_200_ms_after_the_first_note() {
        assertThat(commit.isDue()).isFalse();
        assertThat(commit.isPending()).isFalse();
        commit.noted();
        assertThat(commit.remaining()).isEqualTo(Duration.ofMillis(200));
        now.addAndGet(Duration.ofMillis(150).toNanos());
        commit.noted();
        assertThat(commit.isDue()).isFalse();
        assertThat(commit.remaining()).isEqualTo(Duration.ofMillis(50));
        now.addAndGet(Duration.ofMillis(50).toNanos());
        assertThat(commit.isDue()).isTrue();
        assertThat(commit.remaining()).isZero();
    }

    @Test
    void is_due_after_500_notes() {
        for (int i = 0; i < 499; i++) {
            commit.noted();
        }
        assertThat(commit.isDue()).isFalse();
        commit.noted();
        assertThat(commit.isDue()).isTrue();
        commit.done();
        assertThat(commit.isDue()).isFalse();
        assertThat(commit.isPending()).isFalse();
    }
}
