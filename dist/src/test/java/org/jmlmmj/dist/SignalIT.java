package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jmlmmj.dist.Launch.Finished;
import org.jmlmmj.dist.Launch.Started;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to a launcher reach Java, which may have to put recipients aside before it ends (spec 03 §11). */
class SignalIT {
    /** Ends by the signal only, after some work, and with a status of its own; after a minute at most. */
    private static final String PUT_ASIDE = """
            trap 'sleep 0.3; : >aside; exit 75' TERM
            : >ready
            turns=0
            while [ $turns -lt 600 ]; do
              sleep 0.1
              turns=$((turns + 1))
            done
            """;

    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "mlmmj-send, TERM",
        "mlmmj-send, INT",
        "mlmmj-send, HUP",
        "mlmmj-process, TERM",
        "mlmmj-list, INT",
        "mlmmjadmin, TERM"
    })
    void java_gets_the_signal_and_the_launcher_waits_for_it(String program, String signal) throws Exception {
        // A shell cannot trap what was ignored when it started, and a build in the background is started so.
        assumeThat(isIgnored(signal)).as(signal + " is ignored in this build").isFalse();
        Launch launch = Launch.of(Installation.built().program(program))
                .in(folder)
                .with("JMLMMJ_JAVA", FakeJava.in(folder, "99", PUT_ASIDE));

        try (Started started = launch.start()) {
            await().until(() -> Files.exists(folder.resolve("ready")));
            started.signal(signal);
            Finished finished = started.await();

            assertThat(folder.resolve("aside")).exists();
            assertThat(finished).isEqualTo(new Finished(75, "", ""));
        }
    }

    private static boolean isIgnored(String signal) throws IOException {
        int number = NUMBERS.getOrDefault(signal, 15);
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        return ((Long.parseUnsignedLong(mask, 16) >> (number - 1)) & 1) == 1;
    }

    @ParameterizedTest
    @CsvSource({"mlmmj-send", "mlmmj-list"})
    void java_that_dies_of_the_signal_is_temporary(String program) throws Exception {
        Launch launch = Launch.of(Installation.built().program(program))
                .in(folder)
                .with("JMLMMJ_JAVA", FakeJava.in(folder, "99", ": >ready; exec sleep 60"));

        try (Started started = launch.start()) {
            await().until(() -> Files.exists(folder.resolve("ready")));
            started.signal("TERM");
            Finished finished = started.await();

            assertThat(finished.status()).isEqualTo(75);
            assertThat(finished.err()).contains(program + ": ended by a signal");
        }
    }
}
