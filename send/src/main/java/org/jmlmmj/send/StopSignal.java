package org.jmlmmj.send;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wish that work ends soon, for example because the machine goes down (spec 03 §11): the mail that is under way is finished,
 * everything else waits for the next maintenance run. It cannot be taken back. Thread-safe.
 */
public final class StopSignal {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean requested;

    /** Asks for the end. */
    public void request() {
        requested = true;
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    /** Whether the end was asked for. */
    public boolean isRequested() {
        return requested;
    }

    /**
     * Waits until the end is asked for, but no longer than this.
     *
     * @return whether it was asked for
     */
    public boolean await(Duration longest) {
        CountDownLatch request = new CountDownLatch(1);
        Runnable listener = request::countDown;
        add(listener);
        try {
            return request.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Whoever interrupts the thread wants it to end.
            Thread.currentThread().interrupt();
            return true;
        } finally {
            remove(listener);
        }
    }

    /** Calls the listener when the end is asked for, at once if it was already. */
    public void add(Runnable listener) {
        listeners.add(listener);
        if (requested) {
            listener.run();
        }
    }

    /** Forgets a listener. */
    public void remove(Runnable listener) {
        listeners.remove(listener);
    }
}
