package org.jmlmmj.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jmlmmj.core.test.ListFixture;
import org.jmlmmj.dist.Launch.Finished;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real JVMs that cannot work: always temporary, never a bounce (spec 02 §1.4). */
class DamageIT {
    private static final Installation BUILT = Installation.built();

    @TempDir
    private Path folder = Path.of("");

    private Path list = Path.of("");

    @BeforeEach
    void makeList() {
        list = ListFixture.in(folder).folder();
    }

    private Launch launch(Installation installation, String program) {
        Object[] arguments = program.equals("mlmmj-process") || program.equals("mlmmj-send")
                ? new Object[] {"-L", list, "-m", list.resolve("incoming/x")}
                : new Object[] {"-L", list};
        return Launch.of(installation.program(program), arguments);
    }

    private static void assertTemporary(Finished finished, String program) {
        assertThat(finished.status()).isEqualTo(75);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err()).contains(program + ": Java ended", "JMLMMJ_JAVA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-process", "mlmmj-send", "mlmmj-list"})
    void damaged_or_missing_jar_is_temporary(String program) throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));
        Files.writeString(copy.lib("jmlmmj.jar"), "damaged");
        assertTemporary(launch(copy, program).run(), program);

        Files.delete(copy.lib("jmlmmj.jar"));
        assertTemporary(launch(copy, program).run(), program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-process", "mlmmj-send", "mlmmj-list"})
    void damaged_jar_beside_it_is_temporary(String program) throws Exception {
        Installation copy = BUILT.copyTo(folder.resolve("copy"));
        Files.writeString(core(copy), "damaged");

        assertTemporary(launch(copy, program).run(), program);
    }

    private static Path core(Installation installation) throws IOException {
        try (Stream<Path> jars = Files.list(installation.home().resolve("lib"))) {
            return jars.filter(jar -> jar.toString().contains("jmlmmj-core"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-process", "mlmmj-send", "mlmmj-list"})
    void heap_that_is_too_small_is_temporary(String program) throws Exception {
        assertTemporary(launch(BUILT, program).with("JMLMMJ_OPTS", "-Xmx1k").run(), program);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlmmj-receive", "mlmmj-process", "mlmmj-send", "mlmmj-list"})
    void wrong_option_for_java_is_temporary(String program) throws Exception {
        assertTemporary(
                launch(BUILT, program).with("JMLMMJ_OPTS", "-XX:+NoSuchOption").run(), program);
    }
}
