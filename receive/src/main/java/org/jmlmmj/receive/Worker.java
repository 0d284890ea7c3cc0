package org.jmlmmj.receive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.FailureText;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.list.ListDirectory;

/**
 * A process that goes past storing a mail: it processes what waits for a list until nothing does, and after that, or while posts
 * are on their way, what waits for lists that have found no place (decision 0008). A burst of posts thus costs a few processes and not
 * one for each. For one thread.
 */
final class Worker {
    /** Lists with deliveries under way at once; the heap is small. */
    private static final int MOST_LISTS = 8;

    /** How soon a mail is seen that comes while others are on their way. */
    private static final long GLANCE_MILLISECONDS = 50;

    private final Invocation invocation;
    private final Processing processing;
    private final WorkerPlaces places;
    private final Semaphore bell = new Semaphore(0);
    private final List<ListShift> shifts = new ArrayList<>();
    private boolean hasFailed;

    Worker(Invocation invocation, Processing processing, WorkerPlaces places) {
        this.invocation = invocation;
        this.processing = processing;
        this.places = places;
    }

    /**
     * Sees to it that what waits for a list is processed, by this process or another.
     *
     * @return a temporary failure if this process could not process some mail, which then stays in {@code incoming/}
     */
    ExitStatus workFor(ListDirectory list) throws IOException {
        Optional<ListShift> first = begin(list);
        if (first.isEmpty()) {
            return ExitStatus.OK;
        }
        Optional<Closeable> place = places.take();
        if (place.isPresent()) {
            first.get().announce();
            shifts.add(first.get());
        } else {
            // Before it is written down: who takes the list over must not find it locked.
            first.get().abandon();
            places.register(list.path());
            place = places.take();
        }
        while (place.isPresent()) {
            Closeable held = place.get();
            try (held) {
                work();
            }
            place = retake();
        }
        return hasFailed ? ExitStatus.TEMPORARY_FAILURE : ExitStatus.OK;
    }

    private Optional<ListShift> begin(ListDirectory list) throws IOException {
        return ListShift.begin(list, invocation, processing, bell);
    }

    /** A list that was written down after we last looked, by somebody who found our place still taken. */
    private Optional<Closeable> retake() throws IOException {
        Optional<Path> late = processing.stop().isRequested() ? Optional.empty() : places.next();
        if (late.isEmpty()) {
            return Optional.empty();
        }
        places.register(late.get());
        return places.take();
    }

    private void work() throws IOException {
        admit();
        while (!shifts.isEmpty()) {
            bell.drainPermits();
            boolean hasMoved = false;
            for (Iterator<ListShift> each = shifts.iterator(); each.hasNext(); ) {
                ListShift shift = each.next();
                if (shift.advance()) {
                    hasMoved = true;
                } else if (shift.isIdle() && hasEnded(shift)) {
                    each.remove();
                }
            }
            admit();
            if (!hasMoved && !shifts.isEmpty()) {
                pause();
            }
        }
    }

    /** Takes lists over that have found no place. */
    private void admit() throws IOException {
        while (shifts.size() < MOST_LISTS && !processing.stop().isRequested()) {
            Optional<Path> list = places.next();
            if (list.isEmpty()) {
                return;
            }
            try {
                ListDirectory directory =
                        ListDirectory.open(list.get(), invocation.names()).requireOwner();
                Optional<ListShift> shift = begin(directory);
                if (shift.isPresent()) {
                    shift.get().announce();
                    shifts.add(shift.get());
                }
            } catch (IOException e) {
                complain(list.get(), e);
            }
        }
    }

    private boolean hasEnded(ListShift shift) {
        try {
            boolean hasEnded = shift.end();
            hasFailed |= hasEnded && shift.hasFailed();
            return hasEnded;
        } catch (IOException e) {
            complain(shift.directory().path(), e);
            return true;
        }
    }

    private void complain(Path list, IOException failure) {
        hasFailed = true;
        invocation.syslog().error(list + ": mails wait in incoming: " + FailureText.of(failure));
    }

    private void pause() throws IOException {
        try {
            // Ends early when something was sent.
            if (bell.tryAcquire(GLANCE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while posts were on their way", e);
        }
    }
}
