package org.jmlmmj.bench.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import org.jmlmmj.bench.compare.BenchList;
import org.jmlmmj.bench.compare.Meter;
import org.jmlmmj.bench.compare.Run;

/**
 * One thing that is started again and again. Immutable and thread-compatible.
 *
 * @param name as the table calls it
 * @param command the program with its arguments
 * @param environment for it, besides ours
 * @param input for its standard input
 * @param list on which it may go on in the background; the next one starts when that has ended
 * @param budget what it may take
 */
record Job(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path input,
        Optional<BenchList> list,
        Budget budget) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What is measured. */
    enum Measure {
        WALL("wall"),
        CPU("CPU"),
        MEMORY("MiB");

        private final String word;

        Measure(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * What a program may take: so many times what hello world takes, or so many MiB.
     *
     * @param limit empty where nothing is asked for
     */
    record Budget(Measure measure, OptionalDouble limit) {
        static Budget of(Measure measure, double limit) {
            return new Budget(measure, OptionalDouble.of(limit));
        }

        static Budget none() {
            return new Budget(Measure.WALL, OptionalDouble.empty());
        }
    }

    Run run() throws IOException, InterruptedException, TimeoutException {
        Run run = Meter.run(command, environment, 1, input);
        if (list.isPresent()) {
            list.get().awaitEnd(PATIENCE);
            list.get().clear();
        }
        return run;
    }
}
