package org.jmlmmj.core.subscription;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jmlmmj.core.subscription.Turns.Work;

/**
 * Does pieces of work side by side. Each of them leaves files that must be on disk before the next step, so it mostly waits; a file
 * system writes for all who wait at the same time in one go, so several together take hardly longer than one. For one
 * thread; to be closed.
 */
final class Crew implements Closeable {
    /** More gain little, and each has files open. */
    private static final int HANDS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(HANDS);

    /**
     * Waits until all of the work is done or has failed.
     *
     * @return the results in the order of the work
     * @throws IOException the first failure in this order
     */
    <T> List<T> run(List<Work<T>> work) throws IOException {
        List<Callable<T>> calls = new ArrayList<>(work.size());
        work.forEach(piece -> calls.add(piece::run));
        try {
            List<T> results = new ArrayList<>(work.size());
            for (Future<T> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while others worked").initCause(e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static IOException failure(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof RuntimeException mistake) {
            throw mistake;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException known ? known : new IOException(failed);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
