package org.jmlmmj.send.smtp;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One alarm that is set anew all the time. Setting it later costs nothing but a number: the timer that runs already looks, when
 * it goes off, whether it is really due. For the thread of its executor.
 */
final class Deadline {
    private final EventExecutor executor;
    private final Runnable alarm;
    private @Nullable Future<?> timer;
    private long timerAt;
    private long due;
    private boolean armed;

    Deadline(EventExecutor executor, Runnable alarm) {
        this.executor = executor;
        this.alarm = alarm;
    }

    /** Calls the alarm after this time, unless this object is told otherwise before. */
    void arm(Duration time) {
        due = now() + time.toNanos();
        armed = true;
        if (timer == null || due - timerAt < 0) {
            cancelTimer();
            schedule();
        }
    }

    /** Does not call the alarm. */
    void disarm() {
        armed = false;
    }

    /** Does not call the alarm, and leaves nothing behind in the executor. */
    void dispose() {
        armed = false;
        cancelTimer();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void schedule() {
        timerAt = due;
        timer = executor.schedule(this::goOff, Math.max(0, due - now()), TimeUnit.NANOSECONDS);
    }

    private void goOff() {
        timer = null;
        if (!armed) {
            return;
        }
        if (due - now() > 0) {
            schedule();
        } else {
            armed = false;
            alarm.run();
        }
    }

    private long now() {
        return executor.ticker().nanoTime();
    }
}
