package org.jmlmmj.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures every load with every contender and prints each as soon as it is done. Not thread-safe. */
final class LoadTable {
    private final String title;
    private final Settings settings;
    private final List<Contender> contenders;
    private final PrintStream out;
    /** What the load before cost, to tell the start of a program from its work. */
    private final Map<Contender, Run> previous = new LinkedHashMap<>();

    LoadTable(String title, Settings settings, List<Contender> contenders, PrintStream out) {
        this.title = title;
        this.settings = settings;
        this.contenders = contenders;
        this.out = out;
    }

    void print() throws IOException, InterruptedException {
        out.println("\n## " + title + "\n");
        out.println("| mail, recipients | program | recipients/s | CPU s per 1,000 | of which marginal | peak MiB |");
        out.println("|---|---|--:|--:|--:|--:|");
        for (int octets : settings.sizes()) {
            previous.clear();
            for (int count : settings.counts()) {
                Load load = new Load(octets, count);
                if (load.wireOctets() <= settings.mostOctets()) {
                    print(load);
                }
            }
        }
    }

    private void print(Load load) throws IOException, InterruptedException {
        Map<Contender, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < settings.rounds(); round++) {
            for (Contender contender : contenders) {
                runs.computeIfAbsent(contender, key -> new ArrayList<>()).add(contender.run(contender.share(load)));
            }
        }
        runs.forEach((contender, all) -> print(load, contender, all));
        out.flush();
    }

    private void print(Load load, Contender contender, List<Run> runs) {
        Load share = contender.share(load);
        Run median = new Run(share.recipients(), Median.of(runs, Run::seconds), Median.of(runs, Run::cpuSeconds), (long)
                Median.of(runs, Run::peakBytes));
        out.println(String.format(
                Locale.ROOT,
                "| %s%s | %s | %,.0f | %.3f | %s | %.1f |",
                load,
                share.equals(load) ? "" : " (measured with " + share.recipients() + ")",
                contender.name(),
                median.perSecond(),
                median.cpuPerThousand(),
                marginal(previous.put(contender, median), median),
                median.peakBytes() / 1024.0 / 1024));
    }

    /** CPU seconds per thousand of the recipients that this load has more than the one before. */
    private static String marginal(@Nullable Run before, Run now) {
        if (before == null || now.recipients() <= before.recipients()) {
            return "";
        }
        double more = now.cpuSeconds() - before.cpuSeconds();
        return String.format(Locale.ROOT, "%.3f", more * 1000 / (now.recipients() - before.recipients()));
    }
}
