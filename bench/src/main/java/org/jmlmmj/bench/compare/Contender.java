package org.jmlmmj.bench.compare;

import java.io.IOException;

/** A program that delivers mail. */
interface Contender {
    /** As the table calls it. */
    String name();

    /** What it is given of a load: a slow one can be measured with fewer recipients. */
    Load share(Load load);

    /**
     * Delivers once; preparation is not measured.
     *
     * @throws IOException if it fails or somebody does not get the mail
     */
    Run run(Load share) throws IOException, InterruptedException;
}
