package org.jmlmmj.bench.startup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jmlmmj.bench.compare.BenchList;
import org.jmlmmj.bench.compare.Machine;
import org.jmlmmj.bench.compare.Run;
import org.jmlmmj.bench.compare.SmtpSink;
import org.jmlmmj.core.cli.ExitStatus;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.Options;
import org.jmlmmj.core.cli.Program;
import org.jmlmmj.core.cli.UsageException;

/**
 * {@code bench/startup}: what it takes to start the programs, each beside hello world on the same JDK. All are run in turn, many
 * rounds long, so that whatever else happens on the machine meets them alike.
 *
 * <p>Trap avoided: a figure in milliseconds says more about the machine than about the program, so budgets are ratios.
 */
public final class Startup extends Program {
    private static final int BURST = 200;
    private static final int[] AT_ONCE = {4, 20};

    private Startup() {
        super("startup", "o:m:p:j:r:d:b");
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(new Startup().runProcess(arguments));
    }

    @Override
    protected String usage() {
        return """
                Usage: bench/startup [OPTION]...
                Measure how the programs start, beside a Java program that only says hello.

                  -o DIR     our programs (dist/target/jmlmmj/bin)
                  -m DIR     the C programs of mlmmj (/usr/bin); without them that part is left out
                  -p DIR     smtp-sink of Postfix (/usr/sbin)
                  -j HOMES   JDKs, separated by commas (that which runs this program)
                  -r ROUNDS  runs of each (20): the median of times, the mean of CPU times
                  -d DIR     where lists are made (/var/tmp)
                  -b         instead: posts per second when 200 come, 4 and 20 at once, median of ROUNDS (3)
                  -h, -V     this text; the version
                """;
    }

    @Override
    protected ExitStatus run(Invocation invocation, Options options) throws UsageException, IOException {
        Path folder = Files.createTempDirectory(Path.of(options.value('d').orElse("/var/tmp")), "startup");
        Path sinkProgram = Path.of(options.value('p').orElse("/usr/sbin"), "smtp-sink");
        try (SmtpSink sink = SmtpSink.start(sinkProgram)) {
            PrintStream out = invocation.out();
            out.print(Machine.describe(folder));
            if (options.has('b')) {
                burst(options, folder, sink.port(), out);
            } else {
                starts(options, folder, sink.port(), out);
            }
            return ExitStatus.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TEMPORARY_FAILURE;
        } catch (TimeoutException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            BenchList.delete(folder);
        }
    }

    private static Path programs(Options options) {
        return Path.of(options.value('o').orElse("dist/target/jmlmmj/bin")).toAbsolutePath();
    }

    private static List<Path> javas(Options options) {
        return Stream.of(options.value('j')
                        .orElse(System.getProperty("java.home"))
                        .split(",", -1))
                .map(Path::of)
                .toList();
    }

    private static int rounds(Options options, int usual) throws UsageException {
        try {
            return options.value('r').map(Integer::parseInt).orElse(usual);
        } catch (NumberFormatException e) {
            throw (UsageException) new UsageException("no number: " + options.value('r')).initCause(e);
        }
    }

    private static void starts(Options options, Path folder, int port, PrintStream out)
            throws UsageException, IOException, InterruptedException, TimeoutException {
        Map<String, List<Job>> groups = new LinkedHashMap<>();
        int number = 0;
        for (Path java : javas(options)) {
            Path own = Files.createDirectory(folder.resolve("java" + number++));
            groups.put(java.getFileName().toString(), Jobs.ours(programs(options), java, own, port));
        }
        Path theirs = Path.of(options.value('m').orElse("/usr/bin")).toAbsolutePath();
        if (Files.isExecutable(theirs.resolve("mlmmj-receive"))) {
            groups.put("C", Jobs.theirs(theirs, Files.createDirectory(folder.resolve("c")), port));
        }
        Map<Job, List<Run>> runs = new LinkedHashMap<>();
        groups.values().forEach(jobs -> jobs.forEach(job -> runs.put(job, new ArrayList<>())));
        int rounds = rounds(options, 20);
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<Job, List<Run>> each : runs.entrySet()) {
                Run run = each.getKey().run();
                // The first brings files into the caches.
                if (round >= 0) {
                    each.getValue().add(run);
                }
            }
        }
        for (Map.Entry<String, List<Job>> group : groups.entrySet()) {
            new StartTable(group.getKey(), group.getValue(), runs).print(out);
        }
    }

    private static void burst(Options options, Path folder, int port, PrintStream out)
            throws UsageException, IOException, InterruptedException, TimeoutException {
        BenchList list = BenchList.make(folder, "burst", port)
                .control("relayhost", "127.0.0.1\n")
                .subscribers(3);
        Path post = Files.writeString(folder.resolve("post"), BenchList.mail(4096));
        out.println("\n| JDK | at once | posts/s | one JVM per post (-F) | ratio |\n|---|--:|--:|--:|--:|");
        for (Path java : javas(options)) {
            Map<String, String> environment =
                    Map.of("JMLMMJ_JAVA", java.toString(), "JMLMMJ_LOG", "stderr", "JMLMMJ_RUN", folder.toString());
            Burst burst = new Burst(programs(options).resolve("mlmmj-receive"), environment, list, post);
            for (int atOnce : AT_ONCE) {
                List<Double> handed = new ArrayList<>();
                List<Double> alone = new ArrayList<>();
                for (int round = 0; round < rounds(options, 3); round++) {
                    handed.add(burst.perSecond(BURST, atOnce));
                    alone.add(burst.perSecond(BURST, atOnce, "-F"));
                }
                double with = StartTable.median(handed);
                double without = StartTable.median(alone);
                out.printf(
                        Locale.ROOT,
                        "| %s | %d | %.1f | %.1f | %.1f |%n",
                        java.getFileName(),
                        atOnce,
                        with,
                        without,
                        with / without);
            }
        }
    }
}
