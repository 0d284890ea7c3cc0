package org.jmlmmj.e2e;

import java.time.Duration;

/** How long tests wait for what takes a second on an idle machine. */
final class Patience {
    static final Duration LIMIT = Duration.ofMinutes(3);

    private Patience() {}
}
