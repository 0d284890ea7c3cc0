package org.jmlmmj.maintd;

import java.io.IOException;
import org.jmlmmj.bounce.ProbeRound;
import org.jmlmmj.bounce.Probes;

/** Task 9: sends a probe to bouncing addresses to which none is on its way (spec 04 §9.3). */
record ProbedAddresses() implements Task {
    @Override
    public String name() {
        return "probe_bouncers";
    }

    @Override
    public void run(Work work) throws IOException {
        Probes probes = new Probes(work.list(), work.writer(), new WatchedOutbox(work));
        work.report()
                .count(Count.PROBED, new ProbeRound(work.list(), probes).run(work.report()::trouble, work::isStopped));
    }
}
