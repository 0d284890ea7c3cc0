package org.jmlmmj.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jmlmmj.dist.Installation;
import org.jmlmmj.dist.Launch;

/**
 * Runs a scenario, disturbed or not, until everything is as it stays: the program; once more if it asked for that, as a mail
 * server does; maintenance after hours and after a day; what people do; maintenance again, which must find nothing to do. For
 * one thread.
 */
final class Trial {
    private static final int TEMPORARY = 75;

    private final Scenario scenario;
    private final Installation installation;
    private final Tracer tracer;
    private final Recovery recovery;
    private final List<String> complaints = new ArrayList<>();

    Trial(Scenario scenario, Installation installation, Tracer tracer, Recovery recovery) {
        this.scenario = scenario;
        this.installation = installation;
        this.tracer = tracer;
        this.recovery = recovery;
    }

    /**
     * How a trial ended.
     *
     * @param trace what the program did
     * @param status what it told whoever started it
     * @param outcome what became of it
     * @param complaints what must not be, besides a wrong outcome
     */
    record Result(Trace trace, int status, Outcome outcome, List<String> complaints) {}

    /** Runs it from a prepared folder, in another folder, with the tracer as it is set. */
    Result run(Path prepared, Path folder) throws IOException, InterruptedException {
        try (Site site = Site.copyOf(prepared, folder, scenario::script)) {
            int status = start(site, tracer.home());
            Trace trace = tracer.read();
            if (status != 0) {
                again(site, status);
            }
            site.replaceRelay(relay -> {});
            maintain(site, 2);
            maintain(site, 26);
            scenario.follow(site, recovery);
            maintain(site, 28);
            // A mail without an address that was put aside a day after its writer died has become young then, and so
            // has its
            // temporary name, if it still has that.
            maintain(site, 54);
            Outcome outcome = Outcome.of(site, scenario);
            String said = maintain(site, 78);
            if (!said.isBlank()) {
                complaints.add("maintenance complains for ever: " + said.strip());
            }
            if (!Outcome.of(site, scenario).equals(outcome)) {
                complaints.add("maintenance does not come to an end");
            }
            return new Result(trace, status, outcome, List.copyOf(complaints));
        }
    }

    private int start(Site site, Path java) throws IOException, InterruptedException {
        Scenario.Order order = scenario.order(site);
        Launch launch = Launch.of(
                        installation.program(order.program()), order.arguments().toArray())
                .with("JMLMMJ_JAVA", java)
                // Or a worker of another list may take the mail (decision 0008), which is not traced.
                .with("JMLMMJ_RUN", site.folder())
                .stdin(order.input());
        for (Map.Entry<String, String> each : order.environment().entrySet()) {
            launch.with(each.getKey(), each.getValue());
        }
        try {
            int status = launch.run().status();
            site.awaitQuiet();
            return status;
        } catch (CompletionException e) {
            complaints.add("does not end");
            site.killPrograms();
            return TEMPORARY;
        }
    }

    private void again(Site site, int status) throws IOException, InterruptedException {
        if (status != TEMPORARY) {
            complaints.add("ended with status " + status);
        }
        int second = start(site, Path.of(System.getProperty("java.home")));
        if (second != 0) {
            complaints.add("is not accepted the second time either: " + second);
        }
    }

    /** What it says of broken deliveries is no complaint, unless it does not end. */
    private String maintain(Site site, int hours) {
        return recovery.maintain(site.list().folder(), Duration.ofHours(hours));
    }
}
