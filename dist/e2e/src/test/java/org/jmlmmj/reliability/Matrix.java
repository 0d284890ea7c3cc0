package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jmlmmj.dist.Installation;

/**
 * Disturbs the programs in each of their system calls that have to do with the list, one call per trial. A first, undisturbed
 * run tells which calls there are, by name and number in their thread; strace then counts in the same way. For one thread.
 */
final class Matrix {
    private static final int WORKERS = 2;

    private final Installation installation;
    private final Path work;
    private final Recovery recovery;
    private final Consumer<String> progress;

    /**
     * @param work a folder for lists and traces
     * @param progress takes a line now and then
     */
    Matrix(Installation installation, Path work, Consumer<String> progress) {
        this.installation = installation;
        this.work = work;
        this.recovery = new Recovery(installation);
        this.progress = progress;
    }

    /** A place where one trial at a time is made. */
    private record Bench(Path folder, Tracer tracer) {
        static Bench in(Path folder) throws IOException {
            return new Bench(folder.resolve("list"), Tracer.in(folder.resolve("jdk")));
        }
    }

    /**
     * Tries a scenario.
     *
     * @return a row per fault
     */
    List<Row> run(Scenario scenario, Choice choice) throws IOException, InterruptedException {
        Path prepared = work.resolve("prepared");
        Site.delete(prepared);
        try (Site site = Site.in(prepared)) {
            scenario.prepare(site, recovery);
        }
        BlockingQueue<Bench> benches = new ArrayBlockingQueue<>(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            benches.add(Bench.in(work.resolve("bench" + i)));
        }
        Bench first = benches.element();
        Trial.Result undisturbed = undisturbed(scenario, prepared, first);
        Outcome expected = undisturbed.outcome();
        List<Point> points =
                choice.from(Point.of(scenario.title(), undisturbed.trace().touching(first.folder())));
        progress.accept(scenario.title() + ": " + points.size() + " points");
        Map<Fault, Row> rows = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            rows.put(fault, new Row(scenario.title(), fault));
        }
        tryAll(scenario, points, prepared, expected, benches, rows);
        return List.copyOf(rows.values());
    }

    private Trial.Result undisturbed(Scenario scenario, Path prepared, Bench bench)
            throws IOException, InterruptedException {
        bench.tracer().record();
        Trial.Result result = new Trial(scenario, installation, bench.tracer(), recovery).run(prepared, bench.folder());
        long mails = result.outcome().deliveries().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (result.status() != 0 || !result.complaints().isEmpty() || mails != scenario.deliveries()) {
            throw new IOException(scenario.title() + " does not work undisturbed: status " + result.status() + ", "
                    + mails + " mails, " + result.complaints() + ", " + result.outcome());
        }
        return result;
    }

    private void tryAll(
            Scenario scenario,
            List<Point> points,
            Path prepared,
            Outcome expected,
            BlockingQueue<Bench> benches,
            Map<Fault, Row> rows)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> trials = new ArrayList<>();
            for (Point point : points) {
                trials.add(workers.submit(() -> {
                    Bench bench = benches.take();
                    try {
                        tryOne(scenario, point, prepared, expected, bench, rows.get(point.fault()));
                    } finally {
                        benches.add(bench);
                    }
                    return point;
                }));
            }
            for (Future<?> trial : trials) {
                trial.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a trial broke off: " + e.getCause(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private void tryOne(
            Scenario scenario,
            Point point,
            Path prepared,
            Outcome expected,
            Bench bench,
            @org.jspecify.annotations.Nullable Row row)
            throws IOException, InterruptedException {
        bench.tracer().inject(point.fault(), point.call());
        Trial.Result result = new Trial(scenario, installation, bench.tracer(), recovery).run(prepared, bench.folder());
        Verdict verdict = Verdict.of(expected, result.outcome());
        boolean isReached = result.trace().isHit(point.call(), bench.folder());
        if (row != null) {
            row.add(point, isReached, result, verdict);
            verdict.losses().forEach(loss -> progress.accept("LOSS " + point + ": " + loss));
            result.complaints().forEach(said -> progress.accept("COMPLAINT " + point + ": " + said));
        }
    }
}
