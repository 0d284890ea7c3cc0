package org.jmlmmj.send;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One line on a terminal that is written over and over again. Not thread-safe. */
final class ProgressLine implements Progress {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

    /** ECMA-48: erase to the end of the line, where a longer one may have stood. */
    private static final String ERASE = "\u001b[K";

    private final PrintStream terminal;
    private final LongSupplier nanoTime;
    private final long start;
    private long next;
    private boolean written;
    private long total;
    private long delivered;
    private long failed;

    ProgressLine(PrintStream terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.next = start + INTERVAL;
    }

    @Override
    public void reached(long all, long sent, long lost) {
        total = all;
        delivered = sent;
        failed = lost;
        long now = nanoTime.getAsLong();
        if (now - next >= 0) {
            next = now + INTERVAL;
            write(now);
        }
    }

    private void write(long now) {
        written = true;
        double seconds = Math.max(1, now - start) / (double) TimeUnit.SECONDS.toNanos(1);
        terminal.printf(
                Locale.ROOT,
                "\r%d/%d sent, %.0f/s, %d failed%s",
                delivered,
                total,
                (delivered + failed) / seconds,
                failed,
                ERASE);
        terminal.flush();
    }

    /** A job that was done before anything could be read leaves no trace. */
    @Override
    public void ended() {
        if (written) {
            write(nanoTime.getAsLong());
            terminal.println();
        }
    }
}
