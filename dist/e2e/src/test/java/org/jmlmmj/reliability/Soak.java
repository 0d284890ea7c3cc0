package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jmlmmj.dist.Installation;

/**
 * Posts, subscribers who come and go, and maintenance every second, while programs and the relay are killed with {@code kill -9} at
 * random. A mail server stands behind each post: it gives it again until the answer is 0. What is left at the end is maintained;
 * then every post must have reached everybody who was subscribed all the time. For one use.
 */
final class Soak {
    private static final int WRITERS = 3;
    private static final int MOST_ATTEMPTS = 50;
    private static final List<String> SUBSCRIBERS =
            List.of("ann@soak.example", "abe@soak.example", "bea@soak.example", "cyd@soak.example", "dan@soak.example");

    private final BusyList list;
    private final RelayProcess relay;
    private final Random random;
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger repetitions = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

    private Soak(BusyList list, RelayProcess relay, long seed) {
        this.list = list;
        this.relay = relay;
        this.random = new Random(seed);
    }

    /**
     * What came of it.
     *
     * @param kills how many programs were killed, the relay included
     * @param repetitions how often a mail server had to give a post again
     * @param maintenance how many runs of maintenance there were
     * @param deliveries how many mails the relay took
     * @param duplicates how many of them it had before
     * @param losses what must not be
     */
    record Result(
            int posts,
            int kills,
            int repetitions,
            int maintenance,
            long deliveries,
            long duplicates,
            List<String> losses) {}

    /**
     * Runs it.
     *
     * @param folder for the list
     * @param seed decides what happens; how far the programs are then is up to the machine
     */
    static Result run(Installation installation, Path folder, int posts, long seed)
            throws IOException, InterruptedException, ExecutionException {
        Site.delete(folder);
        Files.createDirectories(folder);
        try (RelayProcess relay = RelayProcess.start(folder.resolve("relay.log"), false)) {
            BusyList list = new BusyList(installation, folder.resolve("lists"), relay, SUBSCRIBERS);
            return new Soak(list, relay, seed).run(posts, seed);
        }
    }

    private Result run(int posts, long seed) throws IOException, InterruptedException, ExecutionException {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        ScheduledExecutorService others = Executors.newScheduledThreadPool(3);
        Churn churn = new Churn(list, new Random(seed + 1));
        List<Future<?>> repeated = List.of(
                others.scheduleWithFixedDelay(noting(this::maintain), 1000, 1000, TimeUnit.MILLISECONDS),
                others.scheduleWithFixedDelay(noting(churn::step), 200, 500, TimeUnit.MILLISECONDS),
                others.scheduleWithFixedDelay(noting(this::kill), 300, 300, TimeUnit.MILLISECONDS));
        try {
            List<Future<?>> given = new ArrayList<>();
            for (int i = 1; i <= posts; i++) {
                String subject = "soak " + i;
                given.add(writers.submit(noting(() -> give(subject))));
            }
            for (Future<?> each : given) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
            repeated.forEach(each -> each.cancel(false));
            others.shutdown();
            if (!others.awaitTermination(2, TimeUnit.MINUTES)) {
                problems.add("a program does not end");
            }
        }
        return settle(posts, churn);
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** A failure must not end what is done again and again, and must not be missed. */
    private Runnable noting(Step step) {
        return () -> {
            try {
                step.run();
            } catch (IOException | RuntimeException | InterruptedException e) {
                problems.add(e.toString());
            }
        };
    }

    private void give(String subject) throws IOException, InterruptedException {
        for (int i = 0; list.post(subject) != 0; i++) {
            repetitions.incrementAndGet();
            if (i == MOST_ATTEMPTS) {
                problems.add(subject + " is never accepted");
                return;
            }
        }
    }

    private void maintain() throws IOException, InterruptedException {
        runs.incrementAndGet();
        list.launch("mlmmj-maintd", "-F").run();
    }

    private void kill() throws IOException {
        if (random.nextInt(20) == 0) {
            relay.replace();
            kills.incrementAndGet();
            return;
        }
        List<ProcessHandle> programs = list.programs();
        if (!programs.isEmpty() && programs.get(random.nextInt(programs.size())).destroyForcibly()) {
            kills.incrementAndGet();
        }
    }

    private Result settle(int posts, Churn churn) throws IOException, InterruptedException {
        list.awaitQuiet();
        list.recover();
        List<String> losses = new ArrayList<>(problems);
        losses.addAll(churn.settle());
        List<String> subjects = new ArrayList<>();
        for (int i = 1; i <= posts; i++) {
            subjects.add("soak " + i);
        }
        BusyList.Audit audit = list.audit(subjects, SUBSCRIBERS);
        losses.addAll(audit.losses());
        return new Result(
                posts,
                kills.get(),
                repetitions.get(),
                runs.get(),
                audit.deliveries(),
                audit.duplicates(),
                List.copyOf(losses));
    }
}
