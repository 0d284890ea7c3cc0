package org.jmlmmj.core.test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * How long a processor works for something, which does not grow with what else the machine does. For tests that hostile input
 * costs no more than its length: a cost of its square would be minutes. Stateless.
 */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** What this thread needs for the work. */
    public static Duration of(Callable<?> work) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.call();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    }
}
