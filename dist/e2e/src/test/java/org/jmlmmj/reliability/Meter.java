package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Watches how much memory the programs have that work on lists. Thread-safe. */
final class Meter {
    private final Path folder;
    private final Instant begin = Instant.now();
    private final AtomicLong peak = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking;
    private volatile Instant end = Instant.MAX;

    private Meter(Path folder) {
        this.folder = folder;
        this.looking = clock.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to look, twice a second.
     *
     * @param folder the lists are below it
     */
    static Meter start(Path folder) {
        return new Meter(folder);
    }

    private void look() {
        for (ProcessHandle program : BusyList.programs(folder)) {
            peak.accumulateAndGet(kibibytes(program.pid()), Math::max);
        }
    }

    /** The most that a process had so far; 0 if it has ended. */
    private static long kibibytes(long process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends it; the most that one program had, in MiB. */
    long stop() throws InterruptedException {
        end = Instant.now();
        looking.cancel(false);
        clock.shutdown();
        if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("does not end");
        }
        return peak.get() >> 10;
    }

    /** From the start to the end. */
    long seconds() {
        return Duration.between(begin, end).toSeconds();
    }
}
