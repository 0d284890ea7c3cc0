package org.jmlmmj.maintd;

import java.io.IOException;
import org.jmlmmj.bounce.Forgiveness;

/** Task 7: forgets the bounces of addresses whose probe did not come back (spec 04 §9.1). */
record ForgivenAddresses() implements Task {
    @Override
    public String name() {
        return "clean_nolongerbouncing";
    }

    @Override
    public void run(Work work) throws IOException {
        work.report().count(Count.FORGIVEN, new Forgiveness(work.list()).run(work.report()::trouble, work::isStopped));
    }
}
