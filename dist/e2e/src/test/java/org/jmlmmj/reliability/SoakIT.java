package org.jmlmmj.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmlmmj.dist.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small soak; {@code dist/e2e/reliability} makes a large one. */
class SoakIT {
    private static final long SEED = Long.getLong("jmlmmj.soak.seed", 1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothing_is_lost_while_programs_and_the_relay_are_killed() throws Exception {
        Soak.Result result = Soak.run(Installation.built(), folder.resolve("soak"), 100, SEED);

        assertThat(result.losses()).as("seed %d", SEED).isEmpty();
        assertThat(result.kills()).isPositive();
        assertThat(result.deliveries()).isGreaterThanOrEqualTo(500);
    }
}
