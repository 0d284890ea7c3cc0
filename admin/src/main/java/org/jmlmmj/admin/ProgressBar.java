package org.jmlmmj.admin;

import java.io.PrintStream;
import org.jmlmmj.core.subscriber.BulkSubscription.Progress;

/**
 * A bar on a terminal that grows while work goes on, and disappears when it is done. Written to standard error, so that what a
 * program prints can be passed on. Not thread-safe.
 */
final class ProgressBar implements Progress {
    private static final int WIDTH = 40;
    private static final int HUNDRED = 100;

    private final PrintStream terminal;
    private final String label;
    private int shown = -1;

    private ProgressBar(PrintStream terminal, String label) {
        this.terminal = terminal;
        this.label = label;
    }

    /**
     * A bar, or nothing where nobody would see it.
     *
     * @param visible whether the stream leads to a terminal
     */
    static Progress on(PrintStream stream, boolean visible, String label) {
        return visible ? new ProgressBar(stream, label) : (done, total) -> {};
    }

    @Override
    public void reached(long done, long total) {
        int percent = total <= 0 ? HUNDRED : (int) (done * HUNDRED / total);
        if (percent == shown) {
            return;
        }
        shown = percent;
        int filled = percent * WIDTH / HUNDRED;
        String bar = "\r%-14s [%s%s] %3d %%".formatted(label, "#".repeat(filled), ".".repeat(WIDTH - filled), percent);
        terminal.print(percent == HUNDRED ? "\r" + " ".repeat(bar.length()) + "\r" : bar);
        terminal.flush();
    }
}
