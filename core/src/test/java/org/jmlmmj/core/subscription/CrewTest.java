package org.jmlmmj.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jmlmmj.core.subscription.Turns.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {
    private final Crew crew = new Crew();

    @AfterEach
    void close() {
        crew.close();
    }

    @Test
    void results_come_in_the_order_of_the_work() throws IOException {
        List<Work<Integer>> work =
                IntStream.range(0, 200).<Work<Integer>>mapToObj(i -> () -> i).toList();
        assertThat(crew.run(work))
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void pieces_wait_for_the_disk_at_the_same_time() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        Work<Boolean> meeting = () -> {
            both.countDown();
            return await(both);
        };
        assertThat(crew.run(List.of(meeting, meeting))).containsExactly(true, true);
    }

    private static boolean await(CountDownLatch latch) throws IOException {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void failure_is_told_after_everything_else_is_done() {
        AtomicInteger done = new AtomicInteger();
        Work<Integer> failing = () -> {
            throw new IOException("no space left");
        };
        Work<Integer> other = done::incrementAndGet;
        assertThatThrownBy(() -> crew.run(List.of(failing, other, other)))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");
        assertThat(done).hasValue(2);
    }

    @Test
    void mistake_in_a_program_stays_one() {
        Work<Integer> wrong = () -> {
            throw new IllegalStateException("wrong");
        };
        assertThatThrownBy(() -> crew.run(List.of(wrong))).isInstanceOf(IllegalStateException.class);
    }

    /** Else the program would never end. */
    @Test
    void its_threads_end_when_it_is_closed() throws Exception {
        Thread hand = crew.run(List.<Work<Thread>>of(Thread::currentThread)).get(0);
        crew.close();
        hand.join(30_000);
        assertThat(hand.isAlive()).isFalse();
    }

    @Test
    void interruption_ends_the_work_and_is_not_forgotten() {
        Work<Boolean> endless = () -> await(new CountDownLatch(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> crew.run(List.of(endless))).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
