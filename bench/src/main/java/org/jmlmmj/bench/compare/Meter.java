package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Runs a program and measures it with what Linux tells in {@code /proc}, so that no other tool is needed. CPU time is that of all
 * children that ended during the run; so there must be no others. Thread-compatible: one run at a time.
 */
public final class Meter {
    /** Linux counts CPU time for programs in hundredths of a second on every machine. */
    private static final double TICKS_PER_SECOND = 100;

    /** Counted from the state behind the name in parentheses: user and system time of children (proc(5)). */
    private static final int CHILDREN_USER_TIME = 13;

    private static final long SAMPLE_MILLIS = 5;

    private Meter() {}

    /**
     * Runs a command to its end.
     *
     * @param recipients how many get the mail
     * @throws IOException if it cannot be started or its status is not 0
     */
    static Run run(List<String> command, Map<String, String> environment, int recipients)
            throws IOException, InterruptedException {
        return run(command, environment, recipients, Path.of("/dev/null"));
    }

    /** The same with a file on standard input. */
    public static Run run(List<String> command, Map<String, String> environment, int recipients, Path input)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(input.toFile());
        builder.environment().putAll(environment);
        double cpuBefore = childrenCpu();
        long started = System.nanoTime();
        Process process = builder.start();
        AtomicBoolean running = new AtomicBoolean(true);
        Peak peak = new Peak(process, running);
        Thread sampler = new Thread(peak, "peak");
        sampler.start();
        int status = process.waitFor();
        double seconds = (System.nanoTime() - started) / 1e9;
        running.set(false);
        sampler.join();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + ": status " + status);
        }
        return new Run(recipients, seconds, childrenCpu() - cpuBefore, peak.bytes);
    }

    private static double childrenCpu() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[CHILDREN_USER_TIME]) + Long.parseLong(fields[CHILDREN_USER_TIME + 1]);
        return ticks / TICKS_PER_SECOND;
    }

    /** Looks at the high-water mark of each process, which only grows, so the last look before its end is near the truth. */
    private static final class Peak implements Runnable {
        private final Process process;
        private final AtomicBoolean running;
        private long bytes;

        Peak(Process process, AtomicBoolean running) {
            this.process = process;
            this.running = running;
        }

        @Override
        public void run() {
            try {
                while (running.get()) {
                    Stream.concat(Stream.of(process.toHandle()), process.descendants())
                            .forEach(handle -> bytes = Math.max(bytes, highWater(handle.pid())));
                    TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static long highWater(long pid) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
                return lines.filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                        .findFirst()
                        .orElse(0);
            } catch (IOException | java.io.UncheckedIOException e) {
                // It has ended between the two looks.
                return 0;
            }
        }
    }
}
