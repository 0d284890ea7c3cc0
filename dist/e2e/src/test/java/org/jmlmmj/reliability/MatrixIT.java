package org.jmlmmj.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jmlmmj.dist.Installation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A few points of every scenario of the crash matrix; {@code dist/e2e/reliability} tries all. */
class MatrixIT {
    /** Of so many points one is tried: about five per scenario, so that the build takes minutes and not hours. */
    private static final int EVERY = Integer.getInteger("jmlmmj.matrix.every", 80);

    /** The same points in each build; others by {@code -Djmlmmj.matrix.seed=N}. */
    private static final long SEED = Long.getLong("jmlmmj.matrix.seed", 1);

    private static final Path STRACE = Path.of("/usr/bin/strace");

    @TempDir
    private Path folder = Path.of("");

    static List<Scenario> scenarios() {
        return Reliability.scenarios();
    }

    @BeforeAll
    static void needStrace() throws Exception {
        assertThat(STRACE).as("dist/e2e/install installs it").isExecutable();
        int status = new ProcessBuilder(STRACE.toString(), "-f", "-o", "/dev/null", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assumeThat(status).as("a container may not trace").isZero();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothing_is_lost_when_a_program_is_killed_or_starved(Scenario scenario) throws Exception {
        assertNothingLost(new Matrix(Installation.built(), folder, System.out::println)
                .run(scenario, new Choice(EVERY, SEED, "")));
    }

    @ParameterizedTest
    @EnumSource(ApiRequest.class)
    void admin_api_does_a_request_whole_however_often_it_dies(ApiRequest request) throws Exception {
        Consumer<String> progress = System.out::println;
        try (ApiMatrix matrix = new ApiMatrix(Installation.built(), folder, progress)) {
            assertNothingLost(matrix.run(request, new Choice(EVERY, SEED, "")));
        }
    }

    private static void assertNothingLost(List<Row> rows) {
        assertThat(rows)
                .flatMap(Row::losses)
                .as("every %d, seed %d", EVERY, SEED)
                .isEmpty();
        assertThat(rows.stream().mapToInt(Row::reached).sum()).isPositive();
    }
}
