package org.jmlmmj.bench.startup;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmlmmj.bench.compare.Median;
import org.jmlmmj.bench.compare.Run;
import org.jmlmmj.bench.startup.Job.Budget;

/**
 * The figures of one JDK in Markdown. Ratios are to the first job, which is hello world; the C programs have none. Immutable and
 * thread-safe.
 */
record StartTable(String title, List<Job> jobs, Map<Job, List<Run>> runs) {
    private static final double MIB = 1 << 20;

    static double median(List<Double> figures) {
        return Median.of(figures, figure -> figure);
    }

    void print(PrintStream out) {
        out.println("\n| " + title + " | ms | × | CPU ms | × | MiB | budget | |\n|---|--:|--:|--:|--:|--:|---|---|");
        Run hello = summary(jobs.get(0));
        boolean isJava = jobs.get(0).command().contains(HelloWorld.class.getName());
        for (Job job : jobs) {
            Run run = summary(job);
            double wall = run.seconds() / hello.seconds();
            double cpu = run.cpuSeconds() / hello.cpuSeconds();
            out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %s | %.0f | %s | %.0f | %s |%n",
                    job.name(),
                    run.seconds() * 1000,
                    isJava ? String.format(Locale.ROOT, "%.2f", wall) : "",
                    run.cpuSeconds() * 1000,
                    isJava ? String.format(Locale.ROOT, "%.2f", cpu) : "",
                    run.peakBytes() / MIB,
                    isJava ? verdict(job.budget(), wall, cpu, run.peakBytes() / MIB) : " | ");
        }
    }

    private static String verdict(Budget budget, double wall, double cpu, double mib) {
        if (budget.limit().isEmpty()) {
            return " | ";
        }
        double limit = budget.limit().getAsDouble();
        double found = switch (budget.measure()) {
            case WALL -> wall;
            case CPU -> cpu;
            case MEMORY -> mib;
        };
        return budget.measure().word() + " " + limit + " | " + (found <= limit ? "kept" : "exceeded");
    }

    /** CPU time comes in steps of 10 ms but is counted exactly, so its sum over all rounds is right. */
    private Run summary(Job job) {
        List<Run> all = runs.getOrDefault(job, List.of());
        double cpu = all.stream().mapToDouble(Run::cpuSeconds).average().orElse(0);
        return new Run(1, Median.of(all, Run::seconds), cpu, (long) Median.of(all, Run::peakBytes));
    }
}
