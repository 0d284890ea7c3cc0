package org.jmlmmj.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmlmmj.dist.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small loads; {@code dist/e2e/reliability} makes large ones. */
class LoadIT {
    /** What the launcher allows for the heap, and as much again for Java itself. */
    private static final long MOST_MEBIBYTES = 192;

    @TempDir
    private Path folder = Path.of("");

    private static void assertNothingLost(Load.Result result) {
        assertThat(result.losses()).as(result.what()).isEmpty();
        assertThat(result.duplicates()).as(result.what()).isZero();
        assertThat(result.peak()).as(result.what()).isLessThan(MOST_MEBIBYTES);
    }

    @Test
    void many_programs_at_a_time_serve_one_list() throws Exception {
        assertNothingLost(new Load(Installation.built(), folder).posts(60, 12));
    }

    @Test
    void many_recipients_of_whom_every_tenth_is_refused() throws Exception {
        assertNothingLost(new Load(Installation.built(), folder).recipients(2000));
    }

    @Test
    void many_lists_get_a_post_at_once() throws Exception {
        assertNothingLost(new Load(Installation.built(), folder).lists(20));
    }
}
