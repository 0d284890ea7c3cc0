package org.jmlmmj.maintd;

import java.io.IOException;
import org.jmlmmj.bounce.BounceRemoval;

/** Task 8: unsubscribes addresses that have been bouncing for too long (spec 04 §9.2). */
record RemovedAddresses() implements Task {
    @Override
    public String name() {
        return "unsub_bouncers";
    }

    @Override
    public void run(Work work) throws IOException {
        BounceRemoval removal = new BounceRemoval(work.list(), work.writer(), new WatchedOutbox(work));
        work.report().count(Count.REMOVED, removal.run(work.report()::trouble, work::isStopped));
    }
}
