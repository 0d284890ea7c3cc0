package org.jmlmmj.send;

import java.util.concurrent.CountDownLatch;

/**
 * Turns SIGTERM and SIGINT into a {@link StopSignal} and lets the process live until its work has come to an orderly end (spec 03
 * §11). For the {@code main} of a program that delivers; thread-safe.
 */
public final class Termination {
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int status;

    private Termination() {}

    /** Installs the handler in this process. */
    public static Termination install() {
        Termination termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::end, "termination"));
        return termination;
    }

    /** The signal to hand to the program. */
    public StopSignal stop() {
        return stop;
    }

    /** The work is done; the process may end with this status. */
    public void finished(int exitStatus) {
        status = exitStatus;
        finished.countDown();
    }

    private void end() {
        stop.request();
        try {
            finished.await();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, the process is to end at once.
            Thread.currentThread().interrupt();
        }
        // A process that did its work ends with the status of that work and not with that of a signal.
        Runtime.getRuntime().halt(status);
    }
}
