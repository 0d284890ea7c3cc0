package org.jmlmmj.bench.api;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;

/**
 * {@code bench/api}: how many questions the API answers in a second on a large list, and how long it takes to add many subscribers in
 * one call, with a heap of 128 MiB. The server is a process of its own; the clients keep their connections, as a policy server does.
 *
 * <p>Traps avoided: the clients need the same processors, and so may others. What is printed is what all together reach, so the
 * server alone does more; its processor time for each request tells how much. Without as long a time of warming up, the compiler
 * of the server would be what is measured.
 */
public final class ApiLoad extends Program {
    private static final String LIST = "/api/load@bench.example";
    private static final int CALL = 10_000;

    private ApiLoad() {
        super("api", "c:d:n:s:t:");
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(new ApiLoad().runProcess(arguments));
    }

    @Override
    protected String usage() {
        return """
                Usage: bench/api [OPTION]...
                Measure the admin API of jmlmmj.

                  -c PATH     class path of the server (dist/target/jmlmmj/lib/*)
                  -d DIR      where lists are made (/var/tmp)
                  -n COUNT    subscribers of the list (100000)
                  -s SECONDS  how long questions are asked, after as long a time of warming up (10)
                  -t COUNT    clients that ask at the same time (8)
                  -h, -V      this text; the version
                """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        Path folder = Files.createTempDirectory(Path.of(options.value('d').orElse("/var/tmp")), "api");
        try (ServedApi api = ServedApi.start(options.value('c').orElse("dist/target/jmlmmj/lib/*"), folder, 128)) {
            int count = Integer.parseInt(options.value('n').orElse("100000"));
            int seconds = Integer.parseInt(options.value('s').orElse("10"));
            int clients = Integer.parseInt(options.value('t').orElse("8"));
            addSubscribers(api, count, invocation.out());
            ask(api, count, seconds, clients);
            Duration before = api.processorTime();
            long asked = ask(api, count, seconds, clients);
            double processor = api.processorTime().minus(before).toNanos() / 1e6;
            invocation
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "has_subscriber, %,d subscribers, %d clients: %,.0f requests/s, %.2f ms of the server's"
                                    + " processor time each",
                            count,
                            clients,
                            asked / (double) seconds,
                            processor / asked));
            invocation.out().println("server: " + api.memory() + " (-Xmx128m)");
            return ExitStatus.OK;
        } catch (NumberFormatException e) {
            throw (UsageException) new UsageException("no number: " + e.getMessage()).initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TEMPORARY_FAILURE;
        } finally {
            delete(folder);
        }
    }

    private static void addSubscribers(ServedApi api, int count, PrintStream out)
            throws IOException, InterruptedException {
        require(api.send("POST", LIST, ""), "\"_success\":true");
        double last = 0;
        for (int from = 0; from < count; from += CALL) {
            String people = IntStream.range(from, Math.min(from + CALL, count))
                    .mapToObj(ApiLoad::subscriber)
                    .collect(Collectors.joining(","));
            long started = System.nanoTime();
            require(api.send("POST", LIST + "/subscribers", "add_subscribers=" + people), "\"_success\":true");
            last = (System.nanoTime() - started) / 1e9;
            if (from == 0) {
                out.println(String.format(Locale.ROOT, "adding %,d to an empty list: %.2f s", CALL, last));
            }
        }
        out.println(String.format(Locale.ROOT, "adding the last %,d of %,d: %.2f s", CALL, count, last));
    }

    /** The first letters are spread over the alphabet, as those of people are. */
    private static String subscriber(int number) {
        return (char) ('a' + number % 26) + "person" + number + "@example.org";
    }

    private static long ask(ServedApi api, int count, int seconds, int clients)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Future<Long>> asked = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int first = i;
                asked.add(threads.submit(() -> askUntil(api, end, first * 7919, count)));
            }
            long sum = 0;
            for (Future<Long> one : asked) {
                sum += one.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Half of the questions are for somebody who is not there, which needs the longest search. */
    private static long askUntil(ServedApi api, long end, int first, int count)
            throws IOException, InterruptedException {
        long asked = 0;
        while (System.nanoTime() < end) {
            boolean isThere = asked % 2 == 0;
            int number = (int) ((first + asked * 31) % count) + (isThere ? 0 : count);
            require(api.send("GET", LIST + "/has_subscriber/" + subscriber(number), ""), "\"_success\":" + isThere);
            asked++;
        }
        return asked;
    }

    private static void require(HttpResponse<String> answer, String text) throws IOException {
        if (answer.statusCode() != 200 || !answer.body().contains(text)) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
