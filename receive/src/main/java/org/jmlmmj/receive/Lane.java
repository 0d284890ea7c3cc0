package org.jmlmmj.receive;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.log.Syslog;

/**
 * Does one thing after another in a thread of its own, which lives while there is something to do. Thread-safe.
 */
final class Lane {
    private final String name;
    private final Semaphore bell;
    private final Syslog syslog;
    private final Queue<Action.FollowUp> waiting = new ArrayDeque<>();
    private boolean isRunning;

    /**
     * @param name names the thread
     * @param bell is rung, by a permit, after each thing that was done
     */
    Lane(String name, Semaphore bell, Syslog syslog) {
        this.name = name;
        this.bell = bell;
        this.syslog = syslog;
    }

    /** Has something done after everything that was added before. */
    synchronized void add(Action.FollowUp work) {
        waiting.add(work);
        if (!isRunning) {
            isRunning = true;
            new Thread(this::run, name).start();
        }
    }

    /** How much is not done yet, with what is under way. */
    synchronized int pending() {
        return waiting.size() + (isRunning ? 1 : 0);
    }

    private void run() {
        for (Optional<Action.FollowUp> work = next(); work.isPresent(); work = next()) {
            try {
                work.get().run();
            } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
                // The next stage is on disk; maintenance takes it up.
                syslog.error(name + ": could not be sent now: " + FailureText.of(e));
            }
            bell.release();
        }
        bell.release();
    }

    private synchronized Optional<Action.FollowUp> next() {
        Optional<Action.FollowUp> next = Optional.ofNullable(waiting.poll());
        isRunning = next.isPresent();
        return next;
    }
}
