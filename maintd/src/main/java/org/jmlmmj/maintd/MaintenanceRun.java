package org.jmlmmj.maintd;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jmlmmj.send.StopSignal;

/**
 * One run over many lists, a few of them at a time, so that one with a slow relay does not hold up all others. A request to end lets
 * the lists in hand come to their end; the others wait for the next run. Thread-safe.
 *
 * @param maintenance maintains each list
 * @param stop asks for an early end
 */
record MaintenanceRun(ListMaintenance maintenance, StopSignal stop) {
    /** Lists in hand at the same time; each may need connections and buffers for a mail. */
    static final int PARALLEL = 4;

    private static final long HEAD_START_SECONDS = 2;

    /** Maintains all lists and returns when the last one is done. */
    void run(List<Path> lists) throws IOException {
        if (lists.size() == 1) {
            maintenance.maintain(lists.get(0));
            return;
        }
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(PARALLEL, lists.size())));
        try {
            List<Future<?>> done = new ArrayList<>(lists.size());
            for (Path list : lists) {
                done.add(workers.submit(() -> maintain(list)));
                if (done.size() == 1) {
                    awaitSome(done.get(0));
                }
            }
            // The last one first: whoever waits for each in turn is woken for each.
            for (int i = done.size() - 1; i >= 0; i--) {
                done.get(i).get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while lists were maintained").initCause(e);
        } catch (ExecutionException e) {
            throw new IOException("maintenance broke off: " + e.getCause(), e.getCause());
        } finally {
            workers.shutdown();
        }
    }

    private void maintain(Path list) {
        if (!stop.isRequested()) {
            maintenance.maintain(list);
        }
    }

    /**
     * Gives the first list time to show Java the way: what several threads do for the first time at the same moment, each of them links
     * anew, past the start-up archive.
     */
    private static void awaitSome(Future<?> first) throws InterruptedException, ExecutionException {
        try {
            first.get(HEAD_START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It has a slow relay, say, and the others need not wait for that.
            return;
        }
    }
}
